import { Failure } from '../../failure.ts';
import type { AnsweredPasskey } from '../../store/lock-openers.ts';
import type { PasskeyWrap } from '../../store/vault-rows.ts';

const saltBytes = 32;

/**
 * Has the browser make a passkey for this extension, whose own address is its relying party.
 * @throws Failure `passkeyUnavailable`, `passkeyCancelled`, `passkeyTooPlain`.
 */
export async function makePasskey(userId: string, signal: AbortSignal): Promise<AnsweredPasskey> {
	const salt = random(saltBytes);
	const credential = await asked(
		navigator.credentials?.create({
			publicKey: {
				rp: { name: 'Messa' },
				user: { id: random(16), name: userId, displayName: userId },
				// Nobody checks a signature: whether it is the right passkey shows by what it answers.
				challenge: random(32),
				pubKeyCredParams: [
					{ type: 'public-key', alg: -7 },
					{ type: 'public-key', alg: -257 },
				],
				authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
				extensions: { prf: { eval: { first: salt } } },
			},
			signal,
		}),
	);
	const { prf } = credential.getClientExtensionResults();
	const credentialId = new Uint8Array(credential.rawId);
	// Some are not asked while they are made.
	const first = prf?.results?.first ?? (prf?.enabled ? await ask({ credentialId, salt }, signal) : undefined);
	return { credentialId: [...credentialId], salt: [...salt], answer: bytesOf(first) };
}

/**
 * Has the browser ask the lock's passkey, which asks for a finger, a face or a PIN.
 * @throws Failure `passkeyUnavailable`, `passkeyCancelled`, `passkeyTooPlain`.
 */
export async function askPasskey(passkey: PasskeyWrap, signal: AbortSignal): Promise<number[]> {
	return bytesOf(await ask(passkey, signal));
}

async function ask(
	{ credentialId, salt }: Omit<PasskeyWrap, 'wrapped'>,
	signal: AbortSignal,
): Promise<BufferSource | undefined> {
	const credential = await asked(
		navigator.credentials?.get({
			publicKey: {
				challenge: random(32),
				allowCredentials: [{ type: 'public-key', id: credentialId }],
				// A security key answers otherwise without.
				userVerification: 'required',
				extensions: { prf: { eval: { first: salt } } },
			},
			signal,
		}),
	);
	return credential.getClientExtensionResults().prf?.results?.first;
}

async function asked(answer: Promise<Credential | null> | undefined): Promise<PublicKeyCredential> {
	try {
		const credential = await answer;
		if (credential instanceof PublicKeyCredential) return credential;
	} catch (error) {
		throw new Failure(isRefused(error) ? 'passkeyUnavailable' : 'passkeyCancelled', {
			technical: String(error),
		});
	}
	throw new Failure('passkeyUnavailable');
}

/** Firefox gives extensions no passkeys of their own (`SecurityError`). */
function isRefused(error: unknown): boolean {
	return error instanceof DOMException && ['SecurityError', 'NotSupportedError'].includes(error.name);
}

function bytesOf(answer: BufferSource | undefined): number[] {
	if (!answer) throw new Failure('passkeyTooPlain');
	const { buffer, byteOffset, byteLength } = ArrayBuffer.isView(answer) ? answer : new Uint8Array(answer);
	return [...new Uint8Array(buffer, byteOffset, byteLength)];
}

function random(count: number): Uint8Array<ArrayBuffer> {
	return crypto.getRandomValues(new Uint8Array(count));
}
