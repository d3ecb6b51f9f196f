import { useSignal } from '@preact/signals';
import { type JSX, render } from 'preact';
import { i18n } from '#i18n';
import { watchAccount } from '../account/account.ts';
import { useAccount } from '../account/context.ts';
import { AccountGate } from '../app/AccountGate.tsx';
import { DevicesCard } from '../devices/DevicesCard.tsx';
import { ExclusionCard } from '../devices/ExclusionCard.tsx';
import { asRead, useLive } from '../live/live.ts';
import { VerificationHost } from '../verification/VerificationHost.tsx';
import { VerifyCard } from '../verification/VerifyCard.tsx';
import { declareLanguage } from '../words/language.ts';
import { AccountFacts } from './AccountFacts.tsx';
import { AddressCard } from './AddressCard.tsx';
import { BackupCard } from './BackupCard.tsx';
import { IdentityCard } from './IdentityCard.tsx';
import { KeyFileCard } from './KeyFileCard.tsx';
import { LockCard } from './LockCard.tsx';
import { NotifyCard } from './NotifyCard.tsx';
import { PhotosCard } from './PhotosCard.tsx';
import { SignOutDialog } from './SignOutDialog.tsx';
import { UndoCard } from './UndoCard.tsx';
import { WakeCard } from './WakeCard.tsx';

export function mountSettings(): void {
	declareLanguage();
	document.title = i18n.t('settings.title');
	const state = watchAccount();
	const root = document.getElementById('app');
	if (!root) return;
	render(
		<AccountGate state={state} class="column">
			{() => <Sections />}
		</AccountGate>,
		root,
	);
}

function Sections(): JSX.Element {
	const { db } = useAccount();
	const isLeaving = useSignal(false);
	// The cards are shown once they have what they read from the store: none grows under the pointer.
	const { value: isRead, isFailed } = useLive(
		async () => {
			await Promise.all(
				[db.vault, db.devices, db.settings, db.restore, db.ruleChanges].map((table) => table.count()),
			);
			return true;
		},
		[db],
		asRead,
	);
	return (
		<main class="column settings" aria-busy={!isRead && !isFailed}>
			<h1>{i18n.t('settings.title')}</h1>
			<VerificationHost />
			<AccountFacts />
			<IdentityCard />
			<VerifyCard />
			<DevicesCard />
			<ExclusionCard />
			<PhotosCard />
			<BackupCard />
			<KeyFileCard />
			<LockCard />
			<NotifyCard />
			<WakeCard />
			<AddressCard />
			<UndoCard />
			<button
				type="button"
				class="button danger"
				onClick={() => {
					isLeaving.value = true;
				}}
			>
				{i18n.t('settings.signOut')}
			</button>
			{isLeaving.value && (
				<SignOutDialog
					onClose={() => {
						isLeaving.value = false;
					}}
				/>
			)}
		</main>
	);
}
