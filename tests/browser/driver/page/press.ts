import type { Query } from '../locator.ts';
import type { find as Find } from './find.ts';
import type { isHit as IsHit } from './hit.ts';

declare const find: typeof Find;
declare const isHit: typeof IsHit;

/** The next press of the mouse: what it met in place of what was meant. */
interface Press {
	missed?: string;
	end: AbortController;
}

/** Looks out for the next press of the mouse, which is meant for that element: a click takes both, down and up. */
export function watchPress(query: Query): void {
	const place = window as { messaPress?: Press };
	place.messaPress?.end.abort();
	const end = new AbortController();
	const press: Press = { end };
	place.messaPress = press;
	const meant = find(query);
	const hear = ({ type, target: met }: Event): void => {
		if (type === 'mouseup') end.abort();
		if (!(met instanceof Element)) return;
		const hits = (ones: Element[]): boolean => ones.some((one) => isHit(one, met));
		// Looked for anew only then, since it takes its time: what was drawn again is as good as what was there before.
		if (hits(meant) || hits(find(query))) return;
		end.abort();
		press.missed = `<${met.localName} class="${met.getAttribute('class') ?? ''}"> (${type})`;
	};
	for (const type of ['mousedown', 'mouseup'])
		addEventListener(type, hear, { capture: true, signal: end.signal });
}

/** What the press met if it was something else; a press that was never heard of missed nothing. */
export function missedPress(): string | undefined {
	return (window as { messaPress?: Press }).messaPress?.missed;
}
