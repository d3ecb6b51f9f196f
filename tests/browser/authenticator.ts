import type { CDPSession } from 'puppeteer-core';
import type { Surface } from './driver/index.ts';
import { TabHost } from './driver/tab-host.ts';

/**
 * An authenticator of Chromium's own, as one that is built into a computer. It belongs to one tab, also over
 * reloads, and its passkeys go with it.
 */
export class Authenticator {
	readonly #session: CDPSession;
	readonly #id: string;

	private constructor(session: CDPSession, id: string) {
		this.#session = session;
		this.#id = id;
	}

	/**
	 * @param hasPrf whether its passkeys can answer with a secret
	 * @param knowsOwner whether it can tell its owner from others
	 */
	static async in(tab: Surface, { hasPrf = true, knowsOwner = true } = {}): Promise<Authenticator> {
		if (!(tab.host instanceof TabHost)) throw new Error('There is no authenticator but for tabs');
		const session = await tab.host.page.createCDPSession();
		await session.send('WebAuthn.enable', { enableUI: false });
		const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
			options: {
				protocol: 'ctap2',
				ctap2Version: 'ctap2_1',
				transport: 'internal',
				hasResidentKey: true,
				hasUserVerification: knowsOwner,
				hasPrf,
				isUserVerified: true,
			},
		});
		return new Authenticator(session, authenticatorId);
	}

	/** Whether its owner is recognised from now on. After some tries it trusts nobody any more. */
	async recognises(isUserVerified: boolean): Promise<void> {
		await this.#session.send('WebAuthn.setUserVerified', { authenticatorId: this.#id, isUserVerified });
	}

	/** Whether somebody is there to touch it. */
	async isTouched(enabled: boolean): Promise<void> {
		await this.#session.send('WebAuthn.setAutomaticPresenceSimulation', {
			authenticatorId: this.#id,
			enabled,
		});
	}

	async countPasskeys(): Promise<number> {
		const { credentials } = await this.#session.send('WebAuthn.getCredentials', {
			authenticatorId: this.#id,
		});
		return credentials.length;
	}

	async remove(): Promise<void> {
		await this.#session.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId: this.#id });
		await this.#session.detach();
	}
}
