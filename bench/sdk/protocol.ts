/** The device that a bare client is. */
export interface SdkSession {
	baseUrl: string;
	userId: string;
	deviceId: string;
	accessToken: string;
}

/** A text that is to be sent. */
export interface Asked {
	id: number;
	roomId: string;
	body: string;
}

/** What a bare client tells; times are those of `clock.ts`. */
export type Told =
	| { kind: 'ready' }
	/** `time` is when it was asked to, not when it was done. */
	| { kind: 'sent'; id: number; time: number }
	| { kind: 'failed'; id: number; reason: string }
	/** A text that came and was decrypted. */
	| { kind: 'text'; roomId: string; body: string; time: number };
