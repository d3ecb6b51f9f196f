import { useSignal } from '@preact/signals';
import { type JSX, render } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import { type AccountState, watchAccount } from '../account/account.ts';
import { AccountContext } from '../account/context.ts';
import { Locked } from '../lock/Locked.tsx';
import { UseOtherDevice } from '../verification/UseOtherDevice.tsx';
import { VerificationHost } from '../verification/VerificationHost.tsx';
import { declareLanguage } from '../words/language.ts';
import { ChangeKey } from './ChangeKey.tsx';
import { Creating } from './Creating.tsx';
import { Mend } from './Mend.tsx';
import { Checking, Ready } from './Ready.tsx';
import { Recover } from './Recover.tsx';
import { RecoveryKey } from './RecoveryKey.tsx';
import { ResetPage } from './ResetForm.tsx';
import { Resetting } from './Resetting.tsx';
import { SignIn } from './SignIn.tsx';
import { type Wanted, welcomeStep } from './step.ts';

/** Shows the way in: signing in, the first device, recovery. */
export function mountWelcome(): void {
	declareLanguage();
	document.title = i18n.t('welcome.title');
	const state = watchAccount();
	const root = document.getElementById('app');
	if (root) render(<Welcome state={state} />, root);
}

function Welcome({ state }: { state: { value: AccountState } }): JSX.Element {
	const now = state.value;
	const account = now.kind === 'open' ? now.account : undefined;
	const wanted = useSignal(wantedOf(location.hash));
	// The homeserver may ask for it once more when the identity is made: until then it stays in this tab.
	const password = useRef<string | undefined>(undefined);
	const session = account?.session.value;
	const step = welcomeStep(session, wanted.value);
	// What one came for is under way, or done and there is a new recovery key to be saved.
	useEffect(() => {
		if (step === 'resetting' || step === 'recoveryKey') wanted.value = undefined;
	}, [step]);
	if (now.kind === 'opening') return <main class="column" aria-busy="true" />;
	if (now.kind === 'locked') return <Locked vault={now.vault} />;
	return (
		<main class="column">
			<header class="column-header">
				<img class="mark" src="/icons/128.png" alt="" />
				<span>{i18n.t('extName')}</span>
			</header>
			<AccountContext.Provider value={account}>
				{step === 'signIn' && (
					<SignIn
						knownUserId={session?.userId}
						onSignedIn={(given) => {
							password.current = given;
						}}
					/>
				)}
				{step === 'checking' && <Checking />}
				{step === 'creating' && <Creating password={password} />}
				{step === 'recoveryKey' && account && <RecoveryKey account={account} />}
				{step === 'recover' && (
					<Recover
						AnotherDevice={AnotherDevice}
						first={wanted.value === 'reset' ? 'reset' : 'key'}
						password={password}
						onPostpone={async () => {
							await ask('identity.postpone');
							wanted.value = undefined;
						}}
					/>
				)}
				{step === 'reset' && (
					<ResetPage
						password={password}
						onBack={() => {
							wanted.value = undefined;
						}}
					/>
				)}
				{step === 'change' && (
					<ChangeKey
						onBack={() => {
							wanted.value = undefined;
						}}
					/>
				)}
				{step === 'mend' && session?.keyTrouble && <Mend trouble={session.keyTrouble} />}
				{step === 'resetting' && <Resetting password={password} />}
				{step === 'ready' && <Ready />}
				{account && <VerificationHost />}
			</AccountContext.Provider>
		</main>
	);
}

function AnotherDevice(): JSX.Element {
	return <UseOtherDevice text={i18n.t('verify.welcomeText')} />;
}

function wantedOf(hash: string): Wanted {
	return (['recover', 'reset', 'change'] as const).find((wanted) => hash === `#${wanted}`);
}
