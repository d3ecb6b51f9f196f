import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import { hasLock } from '../../store/vault.ts';
import { useAccount } from '../account/context.ts';
import { FailureNote } from '../controls/FailureNote.tsx';
import { useTask } from '../controls/task.ts';
import { asRead, useLive } from '../live/live.ts';
import { type Change, PassphraseDialog } from '../lock/PassphraseDialog.tsx';
import { LockAfter } from './LockAfter.tsx';

/** Whether this device asks before it opens. */
export function LockCard(): JSX.Element {
	const { db } = useAccount();
	const { value: isSet } = useLive(
		async () => {
			const vault = await db.vault.get('vault');
			return vault !== undefined && hasLock(vault);
		},
		[db],
		asRead,
	);
	const change = useSignal<Change | undefined>(undefined);
	const task = useTask();
	const button = (which: Change, kind: string): JSX.Element => (
		<button type="button" class={`button ${kind}`} onClick={() => (change.value = which)}>
			{i18n.t(`lock.${which}`)}
		</button>
	);
	return (
		<section class="card" aria-labelledby="lock">
			<h2 id="lock">{i18n.t('lock.title')}</h2>
			{isSet === false && (
				<>
					<p>{i18n.t('lock.none')}</p>
					{button('set', 'primary')}
				</>
			)}
			{isSet && (
				<>
					<p>{i18n.t('lock.isSet')}</p>
					<div class="button-row">
						<button
							type="button"
							class="button primary"
							onClick={() => void task.run(async () => void (await ask('lock.now')))}
						>
							{i18n.t('lock.now')}
						</button>
						{button('change', '')}
						{button('remove', 'danger')}
					</div>
					<LockAfter />
				</>
			)}
			<FailureNote error={task.error} />
			{change.value && <PassphraseDialog change={change.value} onClose={() => (change.value = undefined)} />}
		</section>
	);
}
