import type { Content } from '../store/event-rows.ts';
import type { Preview } from '../store/room-rows.ts';
import type { OpenRow } from './plan.ts';
import { asText } from './raw-event.ts';

const maxLength = 200;
const kinds: Record<string, Preview['kind']> = {
	'm.text': 'text',
	'm.notice': 'text',
	'm.emote': 'emote',
	'm.image': 'image',
	'm.file': 'file',
	'm.audio': 'file',
	'm.video': 'file',
};

/** Gives the line under a room's name for a row; undefined for rows that are no message. */
export function previewOf({ row, body }: OpenRow, senderName: string): Preview | undefined {
	if (!isMessage(row)) return undefined;
	const common = { sender: row.sender, senderName };
	if (row.status === 'redacted') return { ...common, kind: 'redacted', text: '' };
	if (row.status === 'unreadable') return { ...common, kind: 'unreadable', text: '' };
	const content = body.edit?.content ?? body.content;
	if (isVerificationRequest(content)) return undefined;
	const kind = kinds[asText(content.msgtype) ?? ''] ?? 'other';
	return { ...common, kind, text: firstLine(content) };
}

/** Whether a row is something that a person said. */
export function isMessage({ type, stateKey }: { type: string; stateKey?: string }): boolean {
	return stateKey === undefined && (type === 'm.room.message' || type === 'm.room.encrypted');
}

/** It has the form of a message, but says nothing. Client-server API §Key verification framework. */
export function isVerificationRequest({ msgtype }: Content): boolean {
	return msgtype === 'm.key.verification.request';
}

/** Replies of older clients quote before they speak: §Fallbacks for rich replies. */
function firstLine(content: Content): string {
	const lines = (asText(content.body) ?? '').slice(0, 8 * maxLength).split('\n');
	const isReply = content['m.relates_to'] !== undefined;
	const spoken = isReply ? lines.filter((line) => !line.startsWith('> ')) : lines;
	return (spoken.find((line) => line.trim()) ?? '').trim().slice(0, maxLength);
}
