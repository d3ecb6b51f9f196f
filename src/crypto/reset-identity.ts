import { ClientPrefix, type MatrixClient, MatrixError, Method } from 'matrix-js-sdk';
import { requestFailure } from '../account/request-failure.ts';
import { Failure } from '../failure.ts';
import type { SessionRow } from '../store/account-rows.ts';
import { authByPassword, provePassword } from './authenticate.ts';
import { type IdentityContext, inspectIdentity } from './identity.ts';
import { withIdentityLock } from './identity-lock.ts';
import { internalCrypto } from './internal.ts';
import { durableRecoveryKey, furnishIdentity } from './make-identity.ts';

/**
 * Gives the account a new identity, recovery key and backup in place of the ones that it has. That it was
 * begun is durable, so that a reset cut short goes on when this is asked again: until the new identity is
 * published the old recovery key can be put back (`cancelReset`), from then on no password is needed.
 * @throws Failure `passwordNeeded` or `wrongPassword`, before anything was changed; `signedOut`.
 */
export async function resetIdentity(context: IdentityContext, password?: string): Promise<void> {
	await withIdentityLock(async () => {
		try {
			const session = await ownSession(context);
			// Somebody who asked twice finds the first one's work done.
			if (session.identity === 'unsaved' && !session.reset) return;
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
			await context.client.secretStorage.setDefaultKeyId(reset.formerKeyId);
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
	const { db, client } = context;
	await provePassword(client, password);
	const reset: Reset = {
		formerKeyId: await client.secretStorage.getDefaultKeyId(),
		formerMasterKey: await publishedMasterKey(client),
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
			authUploadDeviceSigningKeys: authByPassword(client.getSafeUserId(), password),
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
