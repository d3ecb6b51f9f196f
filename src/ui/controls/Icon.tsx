import { h, type JSX } from 'preact';
import type { IconNode } from './icons.ts';

interface Props {
	node: IconNode;
	size?: number;
	/** Says what the icon means where no words stand beside it. */
	name?: string;
}

/** An inline SVG in the colour of the text around it. */
export function Icon({ node, size = 20, name }: Props): JSX.Element {
	const meaning = name ? { role: 'img' as const, 'aria-label': name } : { 'aria-hidden': true };
	return (
		// biome-ignore lint/a11y/noSvgWithoutTitle: named by aria-label, or hidden.
		<svg
			class="icon"
			width={size}
			height={size}
			viewBox="0 0 24 24"
			fill="none"
			stroke="currentColor"
			stroke-width="2"
			stroke-linecap="round"
			stroke-linejoin="round"
			{...meaning}
		>
			{node.map(([tag, attributes]) => h(tag, attributes))}
		</svg>
	);
}
