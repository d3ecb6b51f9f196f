import type { JSX } from 'preact';
import { ask } from '../../rpc/ask.ts';
import { isOrReplaces, isUnderWay, type VerificationRow } from '../../store/verification-row.ts';
import { useAccount } from '../account/context.ts';
import { useLazy } from '../app/lazy.ts';
import { asRead, useLive } from '../live/live.ts';
import { openVerification } from './open.ts';
import { VerificationLine } from './VerificationLine.tsx';

const loadDialog = async () => (await import('./VerificationDialog.tsx')).VerificationDialog;

/** What a window shows of verifications: a line above all else, and the dialog of the one that is open. */
export function VerificationHost(): JSX.Element {
	const { db } = useAccount();
	const { value: rows = [] } = useLive(() => db.verifications.toArray(), [db], asRead);
	const open = rows.find((row) => isOrReplaces(row, openVerification.value));
	const Dialog = useLazy(open !== undefined, loadDialog);
	const told = open ? undefined : toTell(rows);
	const close = (row: VerificationRow): void => {
		openVerification.value = undefined;
		if (!isUnderWay(row)) void forget(row.id);
	};
	return (
		<>
			<div class="verification-bar" role="status">
				{told && (
					<VerificationLine
						row={told}
						onOpen={() => (openVerification.value = told.id)}
						onForget={() => void forget(told.id)}
					/>
				)}
			</div>
			{open && Dialog && <Dialog row={open} onClose={() => close(open)} />}
		</>
	);
}

/** The newest that goes on, or else the newest whose end is news. */
function toTell(rows: VerificationRow[]): VerificationRow | undefined {
	const newest = [...rows].sort((a, b) => b.time - a.time);
	return newest.find(isUnderWay) ?? newest.find(({ isWanted }) => isWanted);
}

async function forget(id: string): Promise<void> {
	await ask('verification.forget', { id }).catch(() => undefined);
}
