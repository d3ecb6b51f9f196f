import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import { useAccount } from '../account/context.ts';
import { Dialog } from '../controls/Dialog.tsx';
import { FailureNote } from '../controls/FailureNote.tsx';
import { Spinner } from '../controls/Spinner.tsx';
import { useTask } from '../controls/task.ts';
import { asRead, useLive } from '../live/live.ts';
import { ExportKeysDialog } from './ExportKeysDialog.tsx';
import { LossList } from './LossList.tsx';
import { readLosses } from './losses.ts';
import { keysAre, useParting } from './parting.ts';

/** Says what signing out loses before it does, and offers what would keep it. */
export function SignOutDialog({ onClose }: { onClose: () => void }): JSX.Element {
	const { db, session } = useAccount();
	const { value: losses } = useLive(() => readLosses(db), [db], asRead);
	const { value: upload } = useLive(() => db.keyWork.get('upload'), [db], asRead);
	const { identity } = session.value;
	const { parting, isBusy, error, finish } = useParting();
	const isExporting = useSignal(false);
	const task = useTask();
	const keys = keysAre(parting, identity);
	const isLooking = parting.kind === 'looking';
	const signOut = (): void => {
		void task.run(async () => void (await ask('account.signOut')));
	};
	return (
		<Dialog title={i18n.t('settings.signOutTitle')} kind="question" onClose={onClose}>
			<LossList keys={isLooking ? undefined : keys} parting={parting} identity={identity} losses={losses} />
			{isBusy && (
				<Spinner
					label={upload ? i18n.t('settings.signOutStoring', upload) : i18n.t('settings.signOutLooking')}
				/>
			)}
			<FailureNote error={task.error ?? error} />
			{!isLooking && keys !== 'safe' && (
				<div class="button-row">
					{(keys === 'unstored' || keys === 'unknown') && (
						<button type="button" class="button" disabled={isBusy} onClick={finish}>
							{i18n.t('settings.signOutStore')}
						</button>
					)}
					{identity === 'unsaved' && (
						<a class="button" href="/welcome.html#recover" target="_blank" rel="noopener">
							{i18n.t('settings.save')}
						</a>
					)}
					<button
						type="button"
						class="button"
						onClick={() => {
							isExporting.value = true;
						}}
					>
						{i18n.t('backup.export')}
					</button>
				</div>
			)}
			{task.isBusy && <Spinner label={i18n.t('settings.signingOut')} />}
			<div class="dialog-actions">
				<button type="button" class="button" data-autofocus disabled={task.isBusy} onClick={onClose}>
					{i18n.t('common.cancel')}
				</button>
				<button
					type="button"
					class="button danger"
					disabled={task.isBusy || !losses || isLooking}
					onClick={signOut}
				>
					{i18n.t('settings.signOutConfirm')}
				</button>
			</div>
			{isExporting.value && (
				<ExportKeysDialog
					onClose={() => {
						isExporting.value = false;
					}}
				/>
			)}
		</Dialog>
	);
}
