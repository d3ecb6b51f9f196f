import { VerificationPhase, type VerificationRequest } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { expect } from 'vitest';
import type { SdkDevice } from '../homeserver/sdk-device.ts';
import type { Surface } from './driver/index.ts';

/** Goes through a comparison of emoji that has begun: both sides show the same, and both say so. */
export async function compareEmoji(
	window: Surface,
	other: SdkDevice,
	request: VerificationRequest,
): Promise<void> {
	const { emoji, sas } = await other.compare(request);
	await window.see({ role: 'list', name: 'Emoji to compare' });
	const shown = await window.evaluate(() =>
		[...document.querySelectorAll('.verification-emoji li span:first-child')].map(
			(one) => one.textContent ?? '',
		),
	);
	expect(shown).toEqual(emoji);
	await window.click({ role: 'button', name: 'They match' });
	await sas.confirm();
	await other.untilPhase(request, VerificationPhase.Done);
}
