import type { JSX } from 'preact';

/** Something takes a moment; `label` says what. */
export function Spinner({ label }: { label: string }): JSX.Element {
	return (
		<span class="spinner-line" role="status">
			<span class="spinner" aria-hidden="true" />
			<span>{label}</span>
		</span>
	);
}
