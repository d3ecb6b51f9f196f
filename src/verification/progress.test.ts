import { VerificationPhase as SdkPhase } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { describe, expect, it } from 'vitest';
import { endOf, progressOf } from './progress.ts';

const own = '@alice:a';
const going = { pending: true, verifier: undefined, cancellationCode: null, cancellingUserId: undefined };

describe('progressOf', () => {
	it('goes from the request to its end', () => {
		expect(progressOf({ ...going, phase: SdkPhase.Requested }, own, false)).toEqual({ phase: 'requested' });
		expect(progressOf({ ...going, phase: SdkPhase.Ready }, own, false)).toEqual({ phase: 'ready' });
		expect(progressOf({ ...going, phase: SdkPhase.Started }, own, false)).toEqual({ phase: 'started' });
		expect(progressOf({ ...going, phase: SdkPhase.Started }, own, true)).toEqual({ phase: 'confirmed' });
		expect(progressOf({ ...going, phase: SdkPhase.Done, pending: false }, own, true)).toEqual({
			phase: 'done',
		});
	});

	it('ends where another device of the account goes on', () => {
		expect(progressOf({ ...going, phase: SdkPhase.Ready, pending: false }, own, false)).toEqual({
			phase: 'cancelled',
			end: 'acceptedElsewhere',
		});
	});

	it('tells a refusal from the other side from one of ours', () => {
		const cancelled = { ...going, phase: SdkPhase.Cancelled, pending: false, cancellationCode: 'm.user' };
		expect(progressOf({ ...cancelled, cancellingUserId: '@bob:b' }, own, false).end).toBe('declined');
		expect(progressOf({ ...cancelled, cancellingUserId: own }, own, false).end).toBe('cancelledHere');
	});
});

describe('endOf', () => {
	it('knows the codes of the specification', () => {
		expect(endOf('m.timeout', false)).toBe('timedOut');
		expect(endOf('m.mismatched_sas', false)).toBe('mismatch');
		expect(endOf('m.accepted', false)).toBe('acceptedElsewhere');
		expect(endOf('m.unknown_method', false)).toBe('noMethod');
		expect(endOf('m.key_mismatch', false)).toBe('keysDiffer');
	});

	it('takes what it does not know for a failure', () => {
		expect(endOf('org.example.strange', false)).toBe('failed');
		expect(endOf(null, false)).toBe('failed');
	});
});
