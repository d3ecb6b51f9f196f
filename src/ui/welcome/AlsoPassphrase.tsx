import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { ChangeKeyForm } from './ChangeKey.tsx';

/** Folded away below a new recovery key: makes it one that a passphrase gives again. */
export function AlsoPassphrase({ onChosen }: { onChosen: () => void }): JSX.Element {
	const isOpen = useSignal(false);
	const isChosen = useSignal(false);
	return (
		<>
			<p role="status" class="hint">
				{isChosen.value && i18n.t('recovery.alsoDone')}
			</p>
			<details
				open={isOpen.value}
				onToggle={(event) => {
					isOpen.value = event.currentTarget.open;
				}}
			>
				<summary>{i18n.t('recovery.also')}</summary>
				<section class="form">
					<p>{i18n.t('recovery.alsoText')}</p>
					<ChangeKeyForm
						action={i18n.t('recovery.choose')}
						isPassphraseNeeded
						onChanged={() => {
							isOpen.value = false;
							isChosen.value = true;
							onChosen();
						}}
					/>
				</section>
			</details>
		</>
	);
}
