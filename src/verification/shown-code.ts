import type { VerificationRequest } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { log } from '../log.ts';

/**
 * The bytes of the QR code by which the other side can verify this one; undefined where that side scans none,
 * or keys are missing. Client-server API §QR code format.
 */
export async function shownCode(request: VerificationRequest): Promise<Uint8Array | undefined> {
	try {
		const bytes = await request.generateQRCode();
		return bytes && new Uint8Array(bytes);
	} catch (error) {
		log.warn('a code to be scanned could not be made', error);
		return undefined;
	}
}

/** Whether the other side shows a code that can be scanned. Client-server API §QR codes. */
export function showsCode(request: Pick<VerificationRequest, 'otherPartySupportsMethod'>): boolean {
	try {
		return ['m.qr_code.show.v1', 'm.reciprocate.v1'].every((way) => request.otherPartySupportsMethod(way));
	} catch {
		// The SDK throws when the other side knows a way that it does not.
		return false;
	}
}
