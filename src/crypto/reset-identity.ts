import { ClientPrefix, type MatrixClient, MatrixError, Method } from 'matrix-js-sdk';
import { requestFailure } from '../account/request-failure.ts';
import { Failure } from '../failure.ts';
import type { PrivateIdentity, SessionRow } from '../store/account-rows.ts';
import { seal, unseal } from '../store/seal.ts';
import { authForReset, provePassword } from './authenticate.ts';
import { type IdentityContext, inspectIdentity } from './identity.ts';
import { withIdentityLock } from './identity-lock.ts';
import { internalCrypto, olmMachine } from './internal.ts';
import { durableRecoveryKey, furnishIdentity } from './make-identity.ts';

/**
 * Gives the account a new identity, recovery key and backup in place of the ones that it has. That it was
 * begun is durable, so that a reset cut short goes on when this is asked again: until the new identity is
 * published all can be put back as it was (`cancelReset`), from then on no password is needed.
 * @param begins whether one is begun if none is under way, for it may have been taken back meanwhile
 * @throws Failure `passwordNeeded` or `wrongPassword`, before anything was changed; `resetNotAllowed` until the
 * person has allowed it on the account's own page, where the homeserver wants that; `signedOut`.
 */
export async function resetIdentity(
	context: IdentityContext,
	{ password, begins }: { password?: string | undefined; begins: boolean },
): Promise<void> {
	await withIdentityLock(async () => {
		try {
			const session = await ownSession(context);
			// Somebody who asked twice finds the first one's work done.
			if (session.identity === 'unsaved' && !session.reset) return;
			if (!session.reset && !begins) return;
			const reset = session.reset ?? (await begin(context, password));
			await goOn(context, reset, password);
		} catch (error) {
			throw requestFailure(error);
		}
	});
}

/**
 * Takes back a reset that was begun, and looks at the account anew.
 * @throws Failure `notAllowed` once the new identity is published.
 */
export async function cancelReset(context: IdentityContext): Promise<void> {
	await withIdentityLock(async () => {
		try {
			const { reset } = await ownSession(context);
			if (!reset) return;
			if (await isPublished(context.client, reset)) throw new Failure('notAllowed');
			await putBack(context, reset);
			await settle(context, 'unknown');
			await context.db.session.where({ id: 'session' }).modify((session) => {
				delete session.recoveryKey;
			});
		} catch (error) {
			throw requestFailure(error);
		}
	});
	await inspectIdentity(context).catch((error: unknown) => {
		throw requestFailure(error);
	});
}

type Reset = NonNullable<SessionRow['reset']>;

async function begin(context: IdentityContext, password: string | undefined): Promise<Reset> {
	const { db, client, cacheKey } = context;
	await provePassword(client, password);
	const formerMasterKey = await publishedMasterKey(client);
	const formerKeys = await privateIdentity(client, formerMasterKey);
	const reset: Reset = {
		formerKeyId: await client.secretStorage.getDefaultKeyId(),
		formerMasterKey,
		...(formerKeys && { formerKeys: await seal(cacheKey, formerKeys) }),
	};
	await db.session.where({ id: 'session' }).modify((session) => {
		session.identity = 'resetting';
		session.reset = reset;
		// A key that was not confirmed belongs to the identity that goes.
		delete session.recoveryKey;
	});
	return reset;
}

async function goOn(context: IdentityContext, reset: Reset, password: string | undefined): Promise<void> {
	const { client } = context;
	const crypto = internalCrypto(client);
	const recoveryKey = await durableRecoveryKey(context);
	if (!(await isPublished(client, reset))) {
		// With a default key the SDK would put the new secrets in the place of the old ones before they count.
		await client.secretStorage.setDefaultKeyId(null);
		await crypto.bootstrapCrossSigning({
			setupNewCrossSigning: true,
			authUploadDeviceSigningKeys: authForReset(client.getSafeUserId(), password),
		});
	}
	await deleteDehydratedDevice(client);
	await furnishIdentity(context, recoveryKey);
	await settle(context, 'unsaved');
}

async function settle({ db }: IdentityContext, identity: SessionRow['identity']): Promise<void> {
	await db.session.where({ id: 'session' }).modify((session) => {
		session.identity = identity;
		delete session.reset;
		delete session.isRecoveryPostponed;
	});
}

/** The private keys of the identity with that public key, if this device has all of them. */
async function privateIdentity(
	client: MatrixClient,
	masterKey: string | undefined,
): Promise<PrivateIdentity | undefined> {
	if ((await internalCrypto(client).getCrossSigningKeyId()) !== masterKey) return undefined;
	const keys = await olmMachine(client).exportCrossSigningKeys();
	const { masterKey: master, self_signing_key: selfSigning, userSigningKey: userSigning } = keys ?? {};
	keys?.free();
	return master && selfSigning && userSigning ? { master, selfSigning, userSigning } : undefined;
}

/** All is as it was before the reset, unless another device has given the account a new identity meanwhile. */
async function putBack({ client, cacheKey }: IdentityContext, reset: Reset): Promise<void> {
	if ((await publishedMasterKey(client)) !== reset.formerMasterKey) return;
	if (reset.formerKeys) {
		const { master, selfSigning, userSigning } = await unseal(cacheKey, reset.formerKeys);
		(await olmMachine(client).importCrossSigningKeys(master, selfSigning, userSigning)).free();
	}
	await client.secretStorage.setDefaultKeyId(reset.formerKeyId);
}

/** Whether the homeserver has the new identity, and this device its keys. */
async function isPublished(client: MatrixClient, { formerMasterKey }: Reset): Promise<boolean> {
	const published = await publishedMasterKey(client);
	const own = await internalCrypto(client).getCrossSigningKeyId();
	return published !== undefined && published !== formerMasterKey && published === own;
}

async function publishedMasterKey(client: MatrixClient): Promise<string | undefined> {
	const crypto = internalCrypto(client);
	const userId = client.getSafeUserId();
	await crypto.userHasCrossSigningKeys(userId, true);
	const keys = await crypto.getUserCrossSigningKeys(userId);
	return Object.values(keys?.master_key?.keys ?? {})[0];
}

/** It is signed by the identity that goes. MSC3814; homeservers without it say so. */
async function deleteDehydratedDevice(client: MatrixClient): Promise<void> {
	try {
		const prefix = `${ClientPrefix.Unstable}/org.matrix.msc3814.v1`;
		await client.http.authedRequest(Method.Delete, '/dehydrated_device', undefined, undefined, { prefix });
	} catch (error) {
		if (!(error instanceof MatrixError) || ![400, 404, 405].includes(error.httpStatus ?? 0)) throw error;
	}
}

async function ownSession({ db }: IdentityContext): Promise<SessionRow> {
	const session = await db.session.get('session');
	if (!session) throw new Failure('signedOut');
	return session;
}
