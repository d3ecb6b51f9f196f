import type { JSX } from 'preact';
import { i18n } from '#i18n';
import type { Quote } from '../room/timeline-item.ts';
import { quoteText } from './words.ts';

/** The message that this one answers, in one or two lines. */
export function QuoteBlock({ quote }: { quote: Quote }): JSX.Element {
	return (
		<div
			class="quote"
			role="note"
			aria-label={i18n.t('room.replyTo', { name: quote.name || i18n.t('room.replyUnknown') })}
		>
			{quote.name && <bdi class="quote-name">{quote.name}</bdi>}
			<span class="quote-text" dir="auto">
				{quoteText(quote)}
			</span>
		</div>
	);
}
