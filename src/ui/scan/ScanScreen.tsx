import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { i18n } from '#i18n';
import { closeThisTab } from '../../browser/windows.ts';
import { ask } from '../../rpc/ask.ts';
import { isOrReplaces, isUnderWay, type VerificationRow } from '../../store/verification-row.ts';
import { useAccount } from '../account/context.ts';
import { announceWindow } from '../app/window.ts';
import { FailureNote } from '../controls/FailureNote.tsx';
import { useTask } from '../controls/task.ts';
import { asRead, useLive } from '../live/live.ts';
import { VerificationAnswers } from '../verification/VerificationAnswers.tsx';
import { VerificationStage } from '../verification/VerificationStage.tsx';
import { personName, titleText } from '../verification/words.ts';
import { Viewfinder } from './Viewfinder.tsx';

/** One verification with the camera open, for as long as a code is wanted; then on to its end. */
export function ScanScreen({ id }: { id: string }): JSX.Element {
	const { db } = useAccount();
	useEffect(announceWindow, []);
	// An array, so that a row that is gone differs from one that was not read yet.
	const { value: rows } = useLive(
		() => db.verifications.filter((row) => isOrReplaces(row, id)).toArray(),
		[db, id],
		asRead,
	);
	if (!rows) return <main class="column" aria-busy="true" />;
	const [row] = rows;
	return (
		<main class="column scan">
			<h1>{row ? titleText(row) : i18n.t('scan.title')}</h1>
			{row && isUnderWay(row) ? <UnderWay row={row} /> : <Over row={row} />}
		</main>
	);
}

function UnderWay({ row }: { row: VerificationRow }): JSX.Element {
	const task = useTask();
	const name = personName(row);
	return (
		<>
			{row.phase === 'ready' ? (
				<>
					<p class="lead">{row.roomId ? i18n.t('scan.leadPerson', { name }) : i18n.t('scan.lead')}</p>
					<Viewfinder id={row.id} />
				</>
			) : (
				<VerificationStage row={row} />
			)}
			<FailureNote error={task.error} />
			<div class="button-row">
				<VerificationAnswers
					row={row}
					isBusy={task.isBusy}
					onAnswer={(answer) =>
						void task.run(async () => void (await ask('verification.answer', { id: row.id, answer })))
					}
				/>
			</div>
		</>
	);
}

function Over({ row }: { row: VerificationRow | undefined }): JSX.Element {
	const close = async (): Promise<void> => {
		if (row) await ask('verification.forget', { id: row.id }).catch(() => undefined);
		await closeThisTab();
	};
	return (
		<>
			{row ? <VerificationStage row={row} /> : <p>{i18n.t('failure.verificationOver')}</p>}
			<div class="button-row">
				<button type="button" class="button primary" onClick={() => void close()}>
					{i18n.t('common.close')}
				</button>
			</div>
		</>
	);
}
