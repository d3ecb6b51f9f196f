import type { JSX } from 'preact';
import { i18n } from '#i18n';
import type { VerificationEmoji } from '../../store/verification-row.ts';
import { emojiName } from './emoji-names.ts';

/** Seven emoji with their names, in order. */
export function EmojiList({ emoji }: { emoji: VerificationEmoji[] }): JSX.Element {
	return (
		<ol class="verification-emoji" aria-label={i18n.t('verify.emojiList')}>
			{emoji.map(({ symbol, name }, index) => (
				// The same one may stand there twice.
				<li key={`${index} ${name}`}>
					<span aria-hidden="true">{symbol}</span>
					<span>{emojiName(name)}</span>
				</li>
			))}
		</ol>
	);
}
