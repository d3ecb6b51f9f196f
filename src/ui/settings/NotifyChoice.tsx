import type { JSX } from 'preact';
import { Choices } from '../controls/Choices.tsx';

type Props<C extends number | string> = Parameters<typeof Choices<C>>[0] & { title: string; text: string };

/** A choice about notifications, below its heading and what it means. */
export function NotifyChoice<C extends number | string>({ title, text, ...choices }: Props<C>): JSX.Element {
	const { id } = choices;
	return (
		<>
			<h4 id={id}>{title}</h4>
			<p id={`${id}-text`} class="hint">
				{text}
			</p>
			<Choices {...choices} />
		</>
	);
}
