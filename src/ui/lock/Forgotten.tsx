import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import type { LockedVaultRow } from '../../store/vault-rows.ts';
import { FailureNote } from '../controls/FailureNote.tsx';
import { useFocusOnShow } from '../controls/focus.ts';
import { Spinner } from '../controls/Spinner.tsx';
import { useTask } from '../controls/task.ts';

interface Props {
	vault: LockedVaultRow;
	onBack: () => void;
}

/** Says what is lost without what opens the lock, and begins anew. */
export function Forgotten({ vault, onBack }: Props): JSX.Element {
	const task = useTask();
	const back = useFocusOnShow<HTMLButtonElement>();
	return (
		<section class="form" aria-labelledby="forgotten">
			<h1 id="forgotten">{i18n.t(vault.passphrase ? 'lock.forgotTitle' : 'lock.lostTitle')}</h1>
			<p>{i18n.t('lock.forgotText')}</p>
			<ul class="losses">
				<li>{i18n.t('lock.forgotRecovery')}</li>
				<li class="grave">{i18n.t('lock.forgotNoKey')}</li>
				<li class="grave">{i18n.t('lock.forgotUnsent')}</li>
				<li>{i18n.t('lock.forgotDevice')}</li>
			</ul>
			<FailureNote error={task.error} />
			{task.isBusy && <Spinner label={i18n.t('settings.signingOut')} />}
			<div class="button-row">
				<button type="button" class="button" ref={back} disabled={task.isBusy} onClick={onBack}>
					{i18n.t('common.back')}
				</button>
				<button
					type="button"
					class="button danger"
					disabled={task.isBusy}
					onClick={() => void task.run(async () => void (await ask('account.signOut')))}
				>
					{i18n.t('lock.forgotConfirm')}
				</button>
			</div>
		</section>
	);
}
