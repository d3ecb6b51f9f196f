import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import { escapeXml, type NamedTarget, parseOmnibox, suggestions } from './omnibox.ts';
import { openSheet, type Sharer, shareNow } from './share-now.ts';
import { readTargets } from './targets.ts';

interface Described {
	content: string;
	description: string;
}

/** What the browser shows below the address bar while a message is typed in it. */
export async function suggest({ db }: Pick<Sharer, 'db'>, typed: string): Promise<Described[]> {
	return suggestions(typed, await named(db)).map(({ content, room: { name }, text }) => ({
		content,
		description: plain(text ? i18n.t('from.suggestion', { name, text }) : i18n.t('from.to', { name })),
	}));
}

/** The first line below the address bar: what Enter does, or that it is locked. */
export function describeInput(isLocked: boolean): void {
	const description = plain(isLocked ? i18n.t('from.locked') : i18n.t('from.hint'));
	browser.omnibox.setDefaultSuggestion({ description });
}

/**
 * Sends what was typed to the room that it names best, or opens the share sheet where it names none or says nothing.
 * @returns whether something is in the outbox now.
 */
export async function sendFromOmnibox(sharer: Sharer, typed: string): Promise<boolean> {
	const { rooms, text } = parseOmnibox(typed, await named(sharer.db));
	const roomId = rooms[0]?.roomId;
	if (roomId !== undefined && text !== '') return await shareNow(sharer, { text }, roomId);
	await openSheet(sharer, { text }, roomId);
	return false;
}

/** All rooms by what the list calls them, the likeliest first. */
async function named(db: Sharer['db']): Promise<NamedTarget[]> {
	const { rooms } = await readTargets(db, undefined, { newestCount: Number.POSITIVE_INFINITY });
	return rooms
		.filter(({ name }) => name !== '')
		.map(({ roomId, name }) => ({ roomId, name: name.replace(/\s+/g, ' ').slice(0, 100) }));
}

function plain(text: string): string {
	return import.meta.env.FIREFOX ? text : escapeXml(text);
}
