import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { log } from '../../log.ts';
import { PlainText } from './PlainText.tsx';

type Clean = (html: string) => DocumentFragment;

interface Props {
	html: string;
	/** Stands until the sanitiser is loaded. */
	text: string;
	/** Put before it, as the name of an emote. */
	before: string;
}

let loaded: Clean | undefined;

/** Formatted text, cleaned by the sanitiser, which is loaded with the first such message. */
export function HtmlText({ html, text, before }: Props): JSX.Element {
	const clean = useSignal<{ html?: Clean }>(loaded ? { html: loaded } : {});
	const place = useRef<HTMLSpanElement>(null);
	useEffect(() => {
		if (clean.value.html) return;
		import('./clean-html.ts').then(
			({ cleanHtml }) => {
				loaded = cleanHtml;
				clean.value = { html: cleanHtml };
			},
			(error: unknown) => log.error('the sanitiser could not be loaded', error),
		);
	}, [clean]);
	useLayoutEffect(() => {
		if (clean.value.html) place.current?.replaceChildren(before, clean.value.html(html));
	}, [html, before, clean.value]);
	if (!clean.value.html) return <PlainText text={before + text} />;
	return <span ref={place} class="message-html" />;
}
