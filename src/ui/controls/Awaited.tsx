import type { ComponentChildren, JSX } from 'preact';
import { Spinner } from './Spinner.tsx';

interface Props {
	/** What takes a moment. */
	label: string;
	/** What mostly comes; its room is kept, so that nothing below moves from under the pointer. */
	children: ComponentChildren;
}

/** Stands in the place of what is yet to come, as large as that mostly is. */
export function Awaited({ label, children }: Props): JSX.Element {
	return (
		<div class="awaited">
			<Spinner label={label} />
			<div class="awaited-room" inert aria-hidden="true">
				{children}
			</div>
		</div>
	);
}
