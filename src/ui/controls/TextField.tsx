import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';

interface Props {
	label: string;
	value: string;
	onInput: (value: string) => void;
	hint?: string;
	/** Why the value cannot be used. */
	error?: string | undefined;
	type?: 'text' | 'password';
	autocomplete?: string;
	isFocused?: boolean;
	isMono?: boolean;
	onKeyDown?: (event: KeyboardEvent) => void;
	children?: ComponentChildren;
}

/** A field with its label above, its hint or its error below, all tied together for readers. */
export function TextField(props: Props): JSX.Element {
	const id = useId();
	const note = props.error ?? props.hint;
	return (
		<div class="text-field">
			<label for={id}>{props.label}</label>
			<input
				id={id}
				class={props.isMono ? 'mono' : ''}
				{...(props.type === 'password' ? { type: 'password' } : { type: 'text' })}
				value={props.value}
				autocomplete={props.autocomplete ?? 'off'}
				autocapitalize="off"
				autocorrect="off"
				spellcheck={false}
				dir="auto"
				data-autofocus={props.isFocused || undefined}
				aria-invalid={props.error !== undefined}
				aria-describedby={note && `${id}-note`}
				onInput={(event) => props.onInput(event.currentTarget.value)}
				onKeyDown={(event) => props.onKeyDown?.(event)}
			/>
			{note && (
				<p
					id={`${id}-note`}
					class={props.error ? 'field-error' : 'hint'}
					role={props.error ? 'alert' : undefined}
				>
					{note}
				</p>
			)}
			{props.children}
		</div>
	);
}
