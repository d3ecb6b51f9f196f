import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import type { RestoreRow } from '../../store/account-rows.ts';
import { useAccount } from '../account/context.ts';
import { FailureNote } from '../controls/FailureNote.tsx';
import { useTask } from '../controls/task.ts';
import { asRead, useLive } from '../live/live.ts';
import { codeText } from '../words/failure-text.ts';

/** All keys of the backup, on request: it goes on in the background, whether this page is open or not. */
export function RestoreKeys(): JSX.Element {
	const { db, session } = useAccount();
	const { deviceId } = session.value;
	const { value: found } = useLive(() => db.restore.get('restore'), [db], asRead);
	const row = found?.deviceId === deviceId ? found : undefined;
	const task = useTask();
	const isRunning = row?.state === 'running';
	const toggle = (): void => {
		void task.run(async () => void (await ask(isRunning ? 'backup.cancelRestore' : 'backup.restore')));
	};
	return (
		<>
			<p>{i18n.t('backup.restoreText')}</p>
			<p role="status">{row && statusText(row)}</p>
			{isRunning && (
				<progress
					aria-label={i18n.t('backup.restore')}
					value={row.done}
					max={Math.max(row.total, row.done, 1)}
				/>
			)}
			<FailureNote error={task.error} />
			<button type="button" class="button" disabled={task.isBusy} onClick={toggle}>
				{i18n.t(buttonKey(row))}
			</button>
		</>
	);
}

function statusText(row: RestoreRow): string {
	switch (row.state) {
		case 'running':
			return i18n.t('backup.restoring', row);
		case 'cancelled':
			return i18n.t('backup.restoreCancelled', row);
		case 'failed':
			return `${i18n.t('backup.restoreFailed', row)} ${codeText(row.failure ?? 'unknown')}`;
		case 'done':
			return row.done < row.total ? i18n.t('backup.restoredPart', row) : i18n.t('backup.restored', row.done);
	}
}

function buttonKey(row: RestoreRow | undefined): 'backup.restore' | 'backup.cancelRestore' | 'backup.goOn' {
	if (row?.state === 'running') return 'backup.cancelRestore';
	return row?.state === 'cancelled' || row?.state === 'failed' ? 'backup.goOn' : 'backup.restore';
}
