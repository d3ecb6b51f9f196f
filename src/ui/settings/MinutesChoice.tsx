import type { JSX } from 'preact';
import { FailureNote } from '../controls/FailureNote.tsx';
import { useTask } from '../controls/task.ts';

interface Props<M extends number> {
	/** Of the heading; the text under it has the id `<id>-text`. */
	id: string;
	choices: readonly M[];
	/** Undefined until it was read. */
	chosen: M | undefined;
	words: (minutes: M) => string;
	choose: (minutes: M) => Promise<unknown>;
}

/** One of a few numbers of minutes. After a failure the choice goes back to what holds. */
export function MinutesChoice<M extends number>(props: Props<M>): JSX.Element {
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
				{choices.map((minutes) => (
					<label key={minutes}>
						<input
							type="radio"
							name={id}
							checked={chosen === minutes}
							disabled={chosen === undefined}
							onChange={() => void task.run(async () => void (await choose(minutes)))}
						/>
						<span>{words(minutes)}</span>
					</label>
				))}
			</div>
			<FailureNote error={task.error} />
		</>
	);
}
