import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { Icon } from '../controls/Icon.tsx';
import { FileIcon, ImageIcon } from '../controls/icons.ts';
import { Attachment } from '../files/Attachment.tsx';
import type { MessageItem } from '../room/timeline-item.ts';
import type { MessageBody } from './body.ts';
import { HtmlText } from './HtmlText.tsx';
import { LinkPreviews } from './LinkPreviews.tsx';
import { PlainText } from './PlainText.tsx';
import { UnreadableNote } from './UnreadableNote.tsx';
import { attachmentText } from './words.ts';

/** What a bubble holds, or why it holds nothing. */
export function MessageContent({ item, roomId }: { item: MessageItem; roomId: string }): JSX.Element {
	const { content, sender, order } = item;
	switch (content.state) {
		case 'redacted':
			return <p class="message-absent">{i18n.t('message.redacted')}</p>;
		case 'unreadable':
			return <UnreadableNote roomId={roomId} order={order} reason={content.reason} />;
		case 'shown':
			return <Body body={content.body} senderName={sender.name} messageKey={item.key} />;
	}
}

interface BodyProps {
	body: MessageBody;
	senderName: string;
	/** The message's key in the timeline. */
	messageKey: string;
}

function Body({ body, senderName, messageKey }: BodyProps): JSX.Element {
	if (body.kind === 'location') return <p class="message-absent">{i18n.t('message.location')}</p>;
	if (body.kind === 'text') {
		const before = body.isEmote ? `* ${senderName} ` : '';
		return (
			<>
				<div
					class={`message-text ${body.isNotice ? 'notice' : ''} ${body.isEmote ? 'emote' : ''}`}
					dir="auto"
				>
					{body.html ? (
						<HtmlText html={body.html} text={body.text} before={before} />
					) : (
						<PlainText text={before + body.text} />
					)}
				</div>
				{body.previews && <LinkPreviews previews={body.previews} messageKey={messageKey} />}
			</>
		);
	}
	if (body.file) {
		return <Attachment file={body.file} messageKey={messageKey} name={body.name} caption={body.caption} />;
	}
	return (
		<div class="message-text" dir="auto">
			<p class="attachment">
				<Icon node={body.kind === 'image' ? ImageIcon : FileIcon} size={16} />
				<bdi>{attachmentText(body.kind, body.name)}</bdi>
			</p>
			{body.caption && <PlainText text={body.caption} />}
		</div>
	);
}
