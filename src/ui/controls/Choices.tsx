import type { JSX } from 'preact';
import { FailureNote } from './FailureNote.tsx';
import { useTask } from './task.ts';

interface Props<C extends number | string> {
	/** Of the heading; the text under it has the id `<id>-text`. */
	id: string;
	choices: readonly C[];
	/** Undefined until it was read. */
	chosen: C | undefined;
	words: (choice: C) => string;
	choose: (choice: C) => Promise<unknown>;
}

/** One of a few. After a failure the choice goes back to what holds. */
export function Choices<C extends number | string>(props: Props<C>): JSX.Element {
	const { id, choices, chosen, words, choose } = props;
	const task = useTask();
	return (
		<>
			<div
				key={task.error === undefined}
				class="choice-list"
				role="radiogroup"
				aria-labelledby={id}
				aria-describedby={`${id}-text`}
			>
				{choices.map((choice) => (
					<label key={choice}>
						<input
							type="radio"
							name={id}
							checked={chosen === choice}
							disabled={chosen === undefined}
							onChange={() => void task.run(async () => void (await choose(choice)))}
						/>
						<span>{words(choice)}</span>
					</label>
				))}
			</div>
			<FailureNote error={task.error} />
		</>
	);
}
