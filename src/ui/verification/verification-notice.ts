import type { Content } from '../../store/event-rows.ts';
import type { Notice } from '../room/notice.ts';

const codes: Record<string, Notice['code']> = {
	'm.key.verification.done': 'verificationDone',
	'm.key.verification.cancel': 'verificationCancelled',
};

/** What an event of a verification says to people; undefined for its steps, and for any other event. */
export function verificationNotice(
	{ type, sender }: { type: string; sender: string },
	{ msgtype }: Content,
): Notice | undefined {
	const isRequest = type === 'm.room.message' && msgtype === 'm.key.verification.request';
	const code = isRequest ? 'verificationAsked' : codes[type];
	return code && { code, actor: sender, target: '', isTargetPerson: false };
}
