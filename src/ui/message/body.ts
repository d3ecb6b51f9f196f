import { type AttachedFile, readFile } from '../../attachment/read-file.ts';
import type { Content } from '../../store/event-rows.ts';
import { type LinkPreview, readPreviews } from './link-preview.ts';

/** What a message's bubble holds. */
export type MessageBody =
	| {
			kind: 'text';
			text: string;
			html?: string;
			isEmote: boolean;
			isNotice: boolean;
			previews?: LinkPreview[];
	  }
	| { kind: 'image' | 'video' | 'audio' | 'file'; name: string; caption: string; file?: AttachedFile }
	| { kind: 'location' };

const longestText = 20_000;
const longestHtml = 60_000;
const attachments = { 'm.image': 'image', 'm.video': 'video', 'm.audio': 'audio', 'm.file': 'file' } as const;

/** Reads the content of an `m.room.message` or `m.sticker`, which may be anything. */
export function messageBody(type: string, content: Content): MessageBody {
	const body = text(content.body);
	const msgtype = type === 'm.sticker' ? 'm.image' : text(content.msgtype);
	if (msgtype === 'm.location') return { kind: 'location' };
	if (msgtype in attachments) {
		const filename = text(content.filename);
		// MSC2530, now in the specification: with a `filename`, a different `body` is a caption.
		const caption = filename && filename !== body ? body : '';
		const name = (filename || body).replace(/\s+/g, ' ').slice(0, 255);
		const kind = attachments[msgtype as keyof typeof attachments];
		const file = readFile(content, kind);
		return {
			kind,
			...(file && { file }),
			name,
			caption: caption.slice(0, longestText),
		};
	}
	const html = content.format === 'org.matrix.custom.html' ? text(content.formatted_body) : '';
	const shown = withoutReplyFallback(body, content).slice(0, longestText);
	const previews = readPreviews(content, shown);
	return {
		kind: 'text',
		text: shown,
		// Cutting markup could change its meaning: past the limit, the plain text stands in.
		...(html && html.length <= longestHtml && { html }),
		isEmote: msgtype === 'm.emote',
		isNotice: msgtype === 'm.notice',
		...(previews.length > 0 && { previews }),
	};
}

/** One line of a message, for a quote. */
export function quoteLine(type: string, content: Content): { kind: MessageBody['kind']; text: string } {
	const body = messageBody(type, content);
	const line = body.kind === 'text' ? body.text : body.kind === 'location' ? '' : body.caption || body.name;
	return { kind: body.kind, text: line.replace(/\s+/g, ' ').trim().slice(0, 200) };
}

/** Older clients put the quoted message into the reply itself, as lines that begin with ">". */
function withoutReplyFallback(body: string, content: Content): string {
	const relation = content['m.relates_to'];
	const isReply = typeof relation === 'object' && relation !== null && 'm.in_reply_to' in relation;
	return isReply ? body.replace(/^(?:> ?<[^\n]*\n)(?:>[^\n]*\n)*\n?/, '') : body;
}

function text(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
