import type { JSX } from 'preact';
import { linkParts } from '../../share/link-parts.ts';

/** Text as it was typed, its web addresses as links. */
export function PlainText({ text }: { text: string }): JSX.Element {
	return (
		<>
			{linkParts(text).map(({ text: part, href }, index) =>
				href ? (
					<a key={`${index} ${href}`} href={href} target="_blank" rel="noopener noreferrer">
						{part}
					</a>
				) : (
					part
				),
			)}
		</>
	);
}
