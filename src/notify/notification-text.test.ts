import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { inviteSaying, messageSaying, namedSaying, type Saying } from './notification-text.ts';

const preview = { sender: '@bob:b', senderName: 'Bob', kind: 'text', text: 'Meet me at six' } as const;
const choir = { kind: 'room', name: 'Choir' } as const;

beforeEach(() => {
	vi.spyOn(fakeBrowser.i18n, 'getMessage').mockImplementation(
		(name, filled) => `${name} {title} {name} {room} {count} ${filled ?? ''}`,
	);
});

afterEach(() => {
	vi.restoreAllMocks();
});

/** Everything that a notification says when it may say so much. */
function said(saying: Saying, contents: keyof Saying): string {
	return JSON.stringify(saying[contents]);
}

describe('what a notification says', () => {
	it('is who and what, where all may be said', () => {
		expect(said(messageSaying(preview, choir, 1), 'all')).toMatch(/Bob.*Choir.*Meet me at six/);
	});

	it('is who, and nothing of what, for the sender alone', () => {
		const words = said(messageSaying(preview, choir, 3), 'sender');
		expect(words).toMatch(/Bob.*Choir/);
		expect(words).not.toContain('Meet me');
	});

	it('names nobody and nothing where it may not', () => {
		const sayings = [
			messageSaying(preview, choir, 3),
			inviteSaying({ name: 'Choir', inviter: { userId: '@bob:b', name: 'Bob' } }),
			namedSaying({ title: 'New sign-in', message: 'Bob has signed in' }, 'New sign-in'),
		];
		for (const saying of sayings) expect(said(saying, 'none')).not.toMatch(/Bob|Choir|Meet me/);
	});

	it('counts only several messages in the title', () => {
		const direct = { kind: 'direct', name: 'Bob' } as const;
		expect(messageSaying(preview, direct, 1).all.title).toBe('Bob');
		expect(messageSaying(preview, direct, 2).all.title).not.toBe('Bob');
	});

	it('is no longer than a name may be', () => {
		const long = { ...preview, senderName: 'B'.repeat(1_000) };
		expect(messageSaying(long, { kind: 'direct', name: '' }, 1).all.title.length).toBeLessThan(100);
	});
});
