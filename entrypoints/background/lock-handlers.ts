import { watchIdleness } from '../../src/lock/idle.ts';
import { checkOpener, removeLock, removePasskey, setPasskey, setPassphrase } from '../../src/lock/lock.ts';
import type { Handlers } from '../../src/rpc/answer.ts';
import type { Method } from '../../src/rpc/contract.ts';
import { writeLockMinutes } from '../../src/store/settings.ts';
import type { Background } from './background.ts';

type LockHandlers = Pick<Handlers, Extract<Method, `lock.${string}`>>;

/** What the windows' questions about the lock set going. */
export function lockHandlers(background: Background): LockHandlers {
	return {
		'lock.set': async ({ passphrase, current }) => {
			await background.withVault((db) => setPassphrase(db, passphrase, current));
			await (await background.accountIfAny())?.intake.showNews();
			return undefined;
		},
		'lock.setPasskey': async ({ current, ...passkey }) => {
			await background.withVault((db) => setPasskey(db, passkey, current));
			await (await background.accountIfAny())?.intake.showNews();
			return undefined;
		},
		'lock.removePasskey': async ({ current }) => {
			await background.withVault((db) => removePasskey(db, current));
			return undefined;
		},
		'lock.remove': async ({ current }) => {
			await background.withVault((db) => removeLock(db, current));
			await (await background.accountIfAny())?.intake.showNews();
			return undefined;
		},
		'lock.unlock': async (opener) => {
			await background.unlock(opener);
			return undefined;
		},
		'lock.check': async (opener) => {
			await background.withVault((db) => checkOpener(db, opener));
			return undefined;
		},
		'lock.setMinutes': async ({ minutes }) => {
			const { db } = await background.account();
			await writeLockMinutes(db, minutes);
			watchIdleness(minutes);
			return undefined;
		},
		'lock.now': async () => {
			await background.lock();
			return undefined;
		},
	};
}
