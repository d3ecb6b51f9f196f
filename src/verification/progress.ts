import {
	VerificationPhase as SdkPhase,
	type VerificationRequest,
} from 'matrix-js-sdk/lib/crypto-api/index.js';
import type { VerificationEnd, VerificationRow } from '../store/verification-row.ts';

/** What a request's state comes to in its row. */
export type Progress = Pick<VerificationRow, 'phase' | 'emoji' | 'end'>;

/** What this side has said or seen, and the request may not tell yet. */
export type Known = 'confirmed' | 'recognised' | undefined;

type RequestState = Pick<VerificationRequest, 'phase' | 'pending' | 'verifier' | 'cancellationCode'>;

/** Reads how far a request is. */
export function progressOf(request: RequestState, known: Known): Progress {
	switch (request.phase) {
		case SdkPhase.Done:
			return { phase: 'done' };
		case SdkPhase.Cancelled:
			return { phase: 'cancelled', end: endOf(request.cancellationCode) };
	}
	// The SDK watches on without taking part when another device of the account has answered.
	if (!request.pending) return { phase: 'cancelled', end: 'acceptedElsewhere' };
	// The SDK does not tell that a code was scanned here if this side's own was shown before.
	if (known) return { phase: known };
	switch (request.phase) {
		case SdkPhase.Ready:
			return { phase: 'ready' };
		case SdkPhase.Started:
			return startedProgress(request);
		default:
			return { phase: 'requested' };
	}
}

function startedProgress({ verifier }: RequestState): Progress {
	if (verifier?.getReciprocateQrCodeCallbacks()) return { phase: 'scanned' };
	const emoji = verifier?.getShowSasCallbacks()?.sas.emoji;
	if (emoji) return { phase: 'compare', emoji: emoji.map(([symbol, name]) => ({ symbol, name })) };
	return { phase: 'started' };
}

/** Says what the other side's cancellation means. Client-server API §`m.key.verification.cancel`. */
export function endOf(code: string | null): VerificationEnd {
	switch (code) {
		case 'm.user':
			return 'declined';
		case 'm.timeout':
			return 'timedOut';
		case 'm.mismatched_sas':
			return 'mismatch';
		case 'm.accepted':
			return 'acceptedElsewhere';
		case 'm.unknown_method':
			return 'noMethod';
		case 'm.key_mismatch':
		case 'm.user_mismatch':
		case 'm.mismatched_commitment':
			return 'keysDiffer';
		default:
			return 'failed';
	}
}
