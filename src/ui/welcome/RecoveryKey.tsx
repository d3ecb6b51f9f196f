import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import type { Account } from '../account/account.ts';
import { FailureNote } from '../controls/FailureNote.tsx';
import { Icon } from '../controls/Icon.tsx';
import { Copy, Download } from '../controls/icons.ts';
import { Spinner } from '../controls/Spinner.tsx';
import { useTask } from '../controls/task.ts';
import { AlsoPassphrase } from './AlsoPassphrase.tsx';
import { saveTextFile } from './save-file.ts';

/** The recovery key, shown until the person says that it is saved. */
export function RecoveryKey({ account }: { account: Account }): JSX.Element {
	const key = useRecoveryKey(account);
	const isSaved = useSignal(false);
	const isCopied = useSignal(false);
	const task = useTask();
	const isChanging = account.session.value.isKeyChanging === true;
	return (
		<section class="form">
			<h1>{i18n.t('welcome.keyTitle')}</h1>
			<p class="lead">{i18n.t('welcome.keyText')}</p>
			{key ? (
				<output class="recovery-key" aria-label={i18n.t('welcome.key')} dir="ltr">
					{key}
				</output>
			) : (
				<Spinner label={i18n.t('common.loading')} />
			)}
			<div class="button-row">
				<button
					type="button"
					class="button"
					disabled={!key}
					onClick={() => {
						void navigator.clipboard.writeText(key ?? '').then(() => {
							isCopied.value = true;
						});
					}}
				>
					<Icon node={Copy} size={16} />
					{i18n.t('welcome.keyCopy')}
				</button>
				<button
					type="button"
					class="button"
					disabled={!key}
					onClick={() => saveTextFile(`${i18n.t('welcome.keyFile')}.txt`, `${account.userId}\n${key}\n`)}
				>
					<Icon node={Download} size={16} />
					{i18n.t('welcome.keySave')}
				</button>
				<span role="status" class="hint">
					{isCopied.value && i18n.t('common.copied')}
				</span>
			</div>
			<AlsoPassphrase
				onChosen={() => {
					isSaved.value = false;
					isCopied.value = false;
				}}
			/>
			<form
				class="form"
				onSubmit={(event) => {
					event.preventDefault();
					void task.run(async () => void (await ask('identity.confirmSaved')));
				}}
			>
				<label class="check">
					<input
						type="checkbox"
						checked={isSaved.value}
						disabled={isChanging}
						onChange={(event) => {
							isSaved.value = event.currentTarget.checked;
						}}
					/>
					<span>{i18n.t('welcome.keySaved')}</span>
				</label>
				<FailureNote error={task.error} />
				<button type="submit" class="button primary" disabled={!isSaved.value || isChanging || task.isBusy}>
					{i18n.t('welcome.continue')}
				</button>
			</form>
		</section>
	);
}

/** Reads the key from the session, or asks for the one not yet confirmed. */
function useRecoveryKey({ session, unsealer }: Account): string | undefined {
	const key = useSignal<string | undefined>(undefined);
	const sealed = session.value.recoveryKey;
	useEffect(() => {
		const read = async (): Promise<string | undefined> =>
			sealed ? await unsealer.open(sealed) : (await ask('identity.create', {})).recoveryKey;
		read().then(
			(value) => {
				key.value = value;
			},
			() => undefined,
		);
	}, [sealed, unsealer, key]);
	return key.value;
}
