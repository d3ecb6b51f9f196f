import type { VerificationRequest } from 'matrix-js-sdk/lib/crypto-api/index.js';

/** The ways of verifying that Messa knows. Client-server API §Key verification framework. */
export const methods = ['m.sas.v1', 'm.qr_code.show.v1', 'm.qr_code.scan.v1', 'm.reciprocate.v1'];

/** What the other side of a request says that it can do, of the ways that are known here. */
export function methodsOf(request: Pick<VerificationRequest, 'otherPartySupportsMethod'>): string[] {
	try {
		return methods.filter((method) => request.otherPartySupportsMethod(method));
	} catch {
		// The SDK throws when the other side knows a way that it does not. Whoever verifies compares emoji.
		return ['m.sas.v1'];
	}
}
