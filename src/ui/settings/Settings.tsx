import { useSignal } from '@preact/signals';
import { type JSX, render } from 'preact';
import { i18n } from '#i18n';
import { type AccountState, watchAccount } from '../account/account.ts';
import { AccountContext, useAccount } from '../account/context.ts';
import { NotSignedIn, StoreFailed } from '../app/NotSignedIn.tsx';
import { DevicesCard } from '../devices/DevicesCard.tsx';
import { ExclusionCard } from '../devices/ExclusionCard.tsx';
import { asRead, useLive } from '../live/live.ts';
import { Locked } from '../lock/Locked.tsx';
import { VerificationHost } from '../verification/VerificationHost.tsx';
import { VerifyCard } from '../verification/VerifyCard.tsx';
import { declareLanguage } from '../words/language.ts';
import { AccountFacts } from './AccountFacts.tsx';
import { BackupCard } from './BackupCard.tsx';
import { IdentityCard } from './IdentityCard.tsx';
import { KeyFileCard } from './KeyFileCard.tsx';
import { LockCard } from './LockCard.tsx';
import { SignOutDialog } from './SignOutDialog.tsx';
import { WakeCard } from './WakeCard.tsx';

export function mountSettings(): void {
	declareLanguage();
	document.title = i18n.t('settings.title');
	const state = watchAccount();
	const root = document.getElementById('app');
	if (root) render(<Settings state={state} />, root);
}

function Settings({ state }: { state: { value: AccountState } }): JSX.Element {
	const now = state.value;
	switch (now.kind) {
		case 'opening':
			return <main class="column" aria-busy="true" />;
		case 'none':
			return <NotSignedIn isLost={now.isLost} />;
		case 'failed':
			return <StoreFailed isOutdated={now.isOutdated} />;
		case 'locked':
			return <Locked vault={now.vault} />;
		case 'open':
			return (
				<AccountContext.Provider value={now.account}>
					<Sections />
				</AccountContext.Provider>
			);
	}
}

function Sections(): JSX.Element {
	const { db } = useAccount();
	const isLeaving = useSignal(false);
	// The cards are shown once they have what they read from the store: none grows under the pointer.
	const { value: isRead, isFailed } = useLive(
		async () => {
			await Promise.all([db.vault, db.devices, db.settings, db.restore].map((table) => table.count()));
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
			<BackupCard />
			<KeyFileCard />
			<LockCard />
			<WakeCard />
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
