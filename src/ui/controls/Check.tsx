import type { JSX } from 'preact';

interface Props {
	label: string;
	isOn: boolean;
	isDisabled: boolean;
	/** The id of what says more. */
	describedBy?: string;
	onChange: (isOn: boolean) => void;
}

/** A box to tick, with its words beside it. */
export function Check({ label, isOn, isDisabled, describedBy, onChange }: Props): JSX.Element {
	return (
		<label class="check">
			<input
				type="checkbox"
				checked={isOn}
				disabled={isDisabled}
				aria-describedby={describedBy}
				onChange={(event) => onChange(event.currentTarget.checked)}
			/>
			<span>{label}</span>
		</label>
	);
}
