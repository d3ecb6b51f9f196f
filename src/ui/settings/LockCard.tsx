import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import { hasLock } from '../../store/vault.ts';
import type { LockedVaultRow } from '../../store/vault-rows.ts';
import { useAccount } from '../account/context.ts';
import { FailureNote } from '../controls/FailureNote.tsx';
import { useTask } from '../controls/task.ts';
import { asRead, useLive } from '../live/live.ts';
import type { Change } from '../lock/change.ts';
import { LockDialog } from '../lock/LockDialog.tsx';
import { LockAfter } from './LockAfter.tsx';

/** Whether this device asks before it opens. */
export function LockCard(): JSX.Element {
	const { db } = useAccount();
	const { value: vault } = useLive(() => db.vault.get('vault'), [db], asRead);
	const change = useSignal<Change | undefined>(undefined);
	const task = useTask();
	const button = (which: Change, kind: string): JSX.Element => (
		<button type="button" class={`button ${kind}`} onClick={() => (change.value = which)}>
			{i18n.t(`lock.${which}`)}
		</button>
	);
	const lock = vault && hasLock(vault) ? vault : undefined;
	return (
		<section class="card" aria-labelledby="lock">
			<h2 id="lock">{i18n.t('lock.title')}</h2>
			{vault && !lock && (
				<>
					<p>{i18n.t('lock.none')}</p>
					<div class="button-row">
						{button('set', 'primary')}
						{button('usePasskey', '')}
					</div>
				</>
			)}
			{lock && (
				<>
					<p>{words(lock)}</p>
					<div class="button-row">
						<button
							type="button"
							class="button primary"
							onClick={() => void task.run(async () => void (await ask('lock.now')))}
						>
							{i18n.t('lock.now')}
						</button>
						{button(lock.passphrase ? 'change' : 'set', '')}
						{!lock.passkey && button('usePasskey', '')}
						{lock.passkey && lock.passphrase && button('removePasskey', 'danger')}
						{button('remove', 'danger')}
					</div>
					<LockAfter />
				</>
			)}
			<FailureNote error={task.error} />
			{change.value && (
				<LockDialog change={change.value} vault={lock} onClose={() => (change.value = undefined)} />
			)}
		</section>
	);
}

function words({ passphrase, passkey }: LockedVaultRow): string {
	if (!passkey) return i18n.t('lock.isSet');
	return i18n.t(passphrase ? 'lock.isSetBoth' : 'lock.isSetPasskey');
}
