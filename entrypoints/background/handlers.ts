import { discover } from '../../src/account/discovery.ts';
import { signIn } from '../../src/account/sign-in.ts';
import { signOut } from '../../src/account/sign-out.ts';
import { takesPassword } from '../../src/crypto/authenticate.ts';
import { cancelRestore, wantRestore } from '../../src/crypto/backup-restore.ts';
import { countOtherDevices, readBackup } from '../../src/crypto/backup-state.ts';
import { turnBackupOff, turnBackupOn } from '../../src/crypto/backup-switch.ts';
import { finishBackup } from '../../src/crypto/backup-upload.ts';
import { changeRecoveryKey, testRecoveryKey } from '../../src/crypto/change-recovery-key.ts';
import {
	confirmRecoveryKeySaved,
	createIdentity,
	postponeRecovery,
	recoverIdentity,
} from '../../src/crypto/identity.ts';
import { exportKeys, importKeys } from '../../src/crypto/key-transfer.ts';
import { cancelReset, resetIdentity } from '../../src/crypto/reset-identity.ts';
import { Failure } from '../../src/failure.ts';
import { wantAvatar } from '../../src/media/avatars.ts';
import { createDirect, createNamedRoom } from '../../src/rooms/create.ts';
import { markRead } from '../../src/rooms/mark-read.ts';
import { markUnread } from '../../src/rooms/marked-unread.ts';
import { joinRoom, leaveRoom } from '../../src/rooms/membership.ts';
import { noteToSelf } from '../../src/rooms/note-to-self.ts';
import type { Handlers } from '../../src/rpc/answer.ts';
import { readActiveAccount } from '../../src/store/active-account.ts';
import { isEvent } from '../../src/store/database.ts';
import { changeNotifySettings } from '../../src/store/notify-settings.ts';
import { releaseOutgoing } from '../../src/store/outbox.ts';
import { writeCleaning, writeStripsPhotos, writeUndo } from '../../src/store/settings.ts';
import { acknowledgeDevices } from '../../src/trust/new-devices.ts';
import { listOwnDevices, renameDevice, signOutDevices } from '../../src/trust/own-devices.ts';
import type { Background } from './background.ts';
import { lockHandlers } from './lock-handlers.ts';

/** What each question of a window sets going. */
export function handlersFor(background: Background): Handlers {
	const account = () => background.account();
	return {
		...lockHandlers(background),
		'account.discover': ({ address }) => discover(address, (url, init) => fetch(url, init)),
		'account.signIn': async (credentials) => {
			const userId = await signIn(credentials);
			await background.restart();
			return { userId };
		},
		'account.signOut': async () => {
			// An account whose token was rejected does not run, and can be left all the same.
			const running = await background.accountIfAny();
			const userId = running?.client.getSafeUserId() ?? (await readActiveAccount());
			if (userId === undefined) throw new Failure('signedOut');
			running?.stop();
			running?.db.close();
			await signOut(userId);
			await background.restart();
			return undefined;
		},
		'identity.create': async ({ password }) => ({
			recoveryKey: await createIdentity(await account(), password),
		}),
		'identity.confirmSaved': async () => {
			await confirmRecoveryKeySaved((await account()).db);
			return undefined;
		},
		'identity.recover': async ({ recoveryKey, replacesBackup }) => {
			const running = await account();
			await recoverIdentity(running, recoveryKey, replacesBackup);
			await running.retryUnreadable();
			return undefined;
		},
		'identity.postpone': async () => {
			await postponeRecovery((await account()).db);
			return undefined;
		},
		'identity.reset': async ({ password, begins = false }) => {
			await resetIdentity(await account(), { password, begins });
			return undefined;
		},
		'identity.takesPassword': async () => await takesPassword((await account()).client),
		'identity.cancelReset': async () => {
			await cancelReset(await account());
			return undefined;
		},
		'backup.look': async () => readBackup((await account()).client),
		'backup.finish': async () => {
			const { db, client } = await account();
			await finishBackup(db, client);
			return undefined;
		},
		'backup.turnOff': async () => {
			await turnBackupOff(await account());
			return undefined;
		},
		'backup.turnOn': async ({ recoveryKey }) => {
			await turnBackupOn(await account(), recoveryKey);
			return undefined;
		},
		'backup.restore': async () => {
			const running = await account();
			await wantRestore(running.db, running.client);
			// It may take longer than a question can wait.
			void running.restoreKeys();
			return undefined;
		},
		'backup.cancelRestore': async () => {
			await cancelRestore((await account()).db);
			return undefined;
		},
		'keys.export': async ({ passphrase }) => {
			const { db, client } = await account();
			return { id: await exportKeys(db, client, passphrase) };
		},
		'keys.import': async ({ id, passphrase }) => {
			const running = await account();
			const answer = await importKeys(running.db, running.client, id, passphrase);
			await running.retryUnreadable();
			return answer;
		},
		'devices.countOthers': async () => countOtherDevices((await account()).client),
		'devices.list': async () => listOwnDevices((await account()).client),
		'devices.rename': async ({ deviceId, name }) => {
			await renameDevice((await account()).client, deviceId, name);
			return undefined;
		},
		'devices.signOut': async ({ deviceIds, password }) => {
			await signOutDevices((await account()).client, deviceIds, password);
			return undefined;
		},
		'devices.acknowledge': async () => {
			await acknowledgeDevices((await account()).db);
			return undefined;
		},
		'identity.testKey': async ({ recoveryKey }) => {
			await testRecoveryKey(await account(), recoveryKey);
			return undefined;
		},
		'identity.changeKey': async ({ passphrase }) => {
			await changeRecoveryKey(await account(), passphrase);
			return undefined;
		},
		'window.opened': async () => {
			(await account()).nudge();
			return undefined;
		},
		'network.changed': async () => {
			(await account()).renew();
			return undefined;
		},
		'settings.setWakeMinutes': async ({ wakeMinutes }) => {
			await (await account()).setWakeMinutes(wakeMinutes);
			return undefined;
		},
		'attach.stripPhotos': async ({ isOn }) => {
			await writeStripsPhotos((await account()).db, isOn);
			return undefined;
		},
		'settings.cleanAddresses': async ({ isOn }) => {
			await writeCleaning((await account()).db, isOn);
			return undefined;
		},
		'settings.setUndo': async (seconds) => {
			await writeUndo((await account()).db, seconds);
			return undefined;
		},
		'notify.changeRules': async (change) => {
			const running = await account();
			await running.rules.want(change);
			await running.intake.showNews();
			running.nudge();
			return undefined;
		},
		'notify.changeSettings': async (changes) => {
			const { db, intake } = await account();
			await changeNotifySettings(db, changes);
			await intake.showNews();
			return undefined;
		},
		'outbox.poke': async () => {
			(await account()).poke();
			return undefined;
		},
		'outbox.release': async ({ transactionId }) => {
			const running = await account();
			await releaseOutgoing(running.db, transactionId);
			running.nudge();
			return undefined;
		},
		'timeline.fillGap': async ({ roomId, order, from }) => {
			const running = await account();
			const answer = await running.intake.fillGap(roomId, order, from);
			await running.intake.showNews();
			return answer;
		},
		'timeline.lookAgain': async ({ roomId, order }) => {
			const running = await account();
			const row = await running.db.events.get([roomId, order]);
			if (row && isEvent(row) && row.sessionId) await running.retryUnreadable([row.sessionId]);
			return undefined;
		},
		'trust.look': async ({ roomId }) => {
			await (await account()).trust.look(roomId);
			return undefined;
		},
		'trust.prepare': async ({ roomId }) => {
			await (await account()).prepare(roomId);
			return undefined;
		},
		'trust.exclude': async ({ isOn }) => {
			await (await account()).trust.exclude(isOn);
			return undefined;
		},
		'trust.excludeInRoom': async ({ roomId, isOn }) => {
			await (await account()).trust.excludeInRoom(roomId, isOn);
			return undefined;
		},
		'trust.readers': async ({ roomId }) => (await account()).trust.readers(roomId),
		'trust.acceptIdentity': async ({ userId }) => {
			await (await account()).trust.accept(userId);
			return undefined;
		},
		'room.markRead': async ({ roomId, order }) => {
			const running = await account();
			await markRead(running.db, roomId, order);
			await running.intake.showNews();
			running.nudge();
			return undefined;
		},
		'room.markUnread': async ({ roomId }) => {
			const running = await account();
			await markUnread(running.db, roomId);
			await running.intake.showNews();
			running.nudge();
			return undefined;
		},
		'room.createDirect': async ({ userId }) => {
			const { db, client } = await account();
			return { roomId: await createDirect(db, client, userId) };
		},
		'room.noteToSelf': async () => {
			const { db, client } = await account();
			return { roomId: await noteToSelf(db, client) };
		},
		'room.create': async ({ name, invite }) => {
			const { db, client } = await account();
			return { roomId: await createNamedRoom(db, client, name, invite) };
		},
		'room.join': async ({ roomId, replaces }) => {
			const { db, client } = await account();
			await joinRoom(db, client, roomId, replaces);
			return { roomId };
		},
		'room.leave': async ({ roomId }) => {
			const running = await account();
			await leaveRoom(running.db, running.client, roomId);
			await running.intake.showNews();
			return undefined;
		},
		'room.invite': async (wanted) => ({ isInvited: await (await account()).invitations.add(wanted) }),
		'room.forgetInvitation': async ({ roomId, userId }) => {
			await (await account()).invitations.forget(roomId, userId);
			return undefined;
		},
		'store.repair': async () => ({ isHere: await background.repair() }),
		'store.check': async ({ roomId }) => {
			await (await account()).intake.check(roomId);
			return undefined;
		},
		'verification.begin': async (wanted) => ({ id: await (await account()).verifications.begin(wanted) }),
		'verification.isVerified': async ({ userId }) => ({
			isVerified: await (await account()).verifications.isVerified(userId),
		}),
		'verification.answer': async ({ id, answer }) => {
			await (await account()).verifications.answer(id, answer);
			return undefined;
		},
		'verification.scan': async ({ id, code }) => {
			const bytes = Uint8Array.from(atob(code), (one) => one.charCodeAt(0));
			return { scanned: await (await account()).verifications.scan(id, bytes) };
		},
		'verification.forget': async ({ id }) => {
			await (await account()).verifications.forget(id);
			return undefined;
		},
		'media.fetch': async (wanted) => {
			(await account()).files.begin(wanted);
			return undefined;
		},
		'media.want': async ({ url }) => {
			const { db, client } = await account();
			await wantAvatar(db, client, url);
			return undefined;
		},
	};
}
