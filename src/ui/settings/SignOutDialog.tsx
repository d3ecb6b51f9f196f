import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import { useAccount } from '../account/context.ts';
import { forgetClearText } from '../composer/clear-text.ts';
import { Dialog } from '../controls/Dialog.tsx';
import { FailureNote } from '../controls/FailureNote.tsx';
import { Spinner } from '../controls/Spinner.tsx';
import { useTask } from '../controls/task.ts';
import { asRead, useLive } from '../live/live.ts';
import { readLosses } from './losses.ts';

/** Says what signing out loses before it does. */
export function SignOutDialog({ onClose }: { onClose: () => void }): JSX.Element {
	const { db, session } = useAccount();
	const { value: losses } = useLive(() => readLosses(db), [db], asRead);
	const isSafe = session.value.identity === 'ready';
	const task = useTask();
	const signOut = (): void => {
		void task.run(async () => {
			forgetClearText();
			await ask('account.signOut');
		});
	};
	return (
		<Dialog title={i18n.t('settings.signOutTitle')} kind="question" onClose={onClose}>
			<ul class="losses">
				<li>{i18n.t('settings.signOutKeys')}</li>
				<li class={isSafe ? '' : 'grave'}>
					{i18n.t(isSafe ? 'settings.signOutSafe' : 'settings.signOutUnsafe')}
				</li>
				{losses && losses.unsent > 0 && (
					<li class="grave">{i18n.t('settings.signOutUnsent', losses.unsent)}</li>
				)}
				{losses && losses.drafts > 0 && (
					<li class="grave">{i18n.t('settings.signOutDrafts', losses.drafts)}</li>
				)}
			</ul>
			<FailureNote error={task.error} />
			{task.isBusy && <Spinner label={i18n.t('settings.signingOut')} />}
			<div class="dialog-actions">
				<button type="button" class="button" data-autofocus disabled={task.isBusy} onClick={onClose}>
					{i18n.t('common.cancel')}
				</button>
				<button type="button" class="button danger" disabled={task.isBusy || !losses} onClick={signOut}>
					{i18n.t('settings.signOutConfirm')}
				</button>
			</div>
		</Dialog>
	);
}
