import type { JSX } from 'preact';

interface Props<C extends string> {
	/** For screen readers: what is chosen between. */
	legend: string;
	/** Of the group in its form. */
	name: string;
	/** What can be chosen, and what it is called. */
	words: readonly (readonly [C, string])[];
	chosen: C;
	onChoose: (choice: C) => void;
}

/** One of a few, side by side; what is below depends on it. */
export function Segments<C extends string>({ legend, name, words, chosen, onChoose }: Props<C>): JSX.Element {
	return (
		<fieldset class="choices">
			<legend class="for-readers">{legend}</legend>
			{words.map(([choice, label]) => (
				<label key={choice} class="choice">
					<input type="radio" name={name} checked={choice === chosen} onChange={() => onChoose(choice)} />
					<span>{label}</span>
				</label>
			))}
		</fieldset>
	);
}
