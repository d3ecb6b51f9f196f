import type { JSX } from 'preact';
import { useId } from 'preact/hooks';

interface Props {
	label: string;
	/** Why what was chosen cannot be used. */
	error?: string | undefined;
	onChoose: (file: File | undefined) => void;
}

/** A field for one file, its label above and its error below. */
export function FileField({ label, error, onChoose }: Props): JSX.Element {
	const id = useId();
	return (
		<div class="text-field">
			<label for={id}>{label}</label>
			<input
				id={id}
				type="file"
				aria-invalid={error !== undefined}
				aria-describedby={error && `${id}-note`}
				onChange={(event) => onChoose(event.currentTarget.files?.[0])}
			/>
			{error && (
				<p id={`${id}-note`} class="field-error" role="alert">
					{error}
				</p>
			)}
		</div>
	);
}
