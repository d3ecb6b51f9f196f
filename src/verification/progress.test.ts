import { VerificationPhase as SdkPhase } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { describe, expect, it } from 'vitest';
import { endOf, progressOf } from './progress.ts';

const going = { pending: true, verifier: undefined, cancellationCode: null };

describe('progressOf', () => {
	it('goes from the request to its end', () => {
		expect(progressOf({ ...going, phase: SdkPhase.Requested }, undefined)).toEqual({ phase: 'requested' });
		expect(progressOf({ ...going, phase: SdkPhase.Ready }, undefined)).toEqual({ phase: 'ready' });
		expect(progressOf({ ...going, phase: SdkPhase.Started }, undefined)).toEqual({ phase: 'started' });
		expect(progressOf({ ...going, phase: SdkPhase.Started }, 'confirmed')).toEqual({ phase: 'confirmed' });
		expect(progressOf({ ...going, phase: SdkPhase.Ready }, 'recognised')).toEqual({ phase: 'recognised' });
		expect(progressOf({ ...going, phase: SdkPhase.Done, pending: false }, 'confirmed')).toEqual({
			phase: 'done',
		});
	});

	it('ends where another device of the account goes on', () => {
		expect(progressOf({ ...going, phase: SdkPhase.Ready, pending: false }, undefined)).toEqual({
			phase: 'cancelled',
			end: 'acceptedElsewhere',
		});
	});
});

describe('endOf', () => {
	it('knows the codes of the specification', () => {
		expect(endOf('m.user')).toBe('declined');
		expect(endOf('m.timeout')).toBe('timedOut');
		expect(endOf('m.mismatched_sas')).toBe('mismatch');
		expect(endOf('m.accepted')).toBe('acceptedElsewhere');
		expect(endOf('m.unknown_method')).toBe('noMethod');
		expect(endOf('m.key_mismatch')).toBe('keysDiffer');
	});

	it('takes what it does not know for a failure', () => {
		expect(endOf('org.example.strange')).toBe('failed');
		expect(endOf(null)).toBe('failed');
	});
});
