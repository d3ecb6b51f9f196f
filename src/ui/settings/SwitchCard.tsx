import type { JSX } from 'preact';
import type { AccountDatabase } from '../../store/database.ts';
import { useAccount } from '../account/context.ts';
import { Check } from '../controls/Check.tsx';
import { FailureNote } from '../controls/FailureNote.tsx';
import { useTask } from '../controls/task.ts';
import { asRead, useLive } from '../live/live.ts';

interface Props {
	id: string;
	title: string;
	text: string;
	label: string;
	read: (db: AccountDatabase) => Promise<boolean>;
	write: (isOn: boolean) => Promise<unknown>;
}

/** One thing that is on unless the person turns it off. */
export function SwitchCard({ id, title, text, label, read, write }: Props): JSX.Element {
	const { db } = useAccount();
	const { value: isOn } = useLive(() => read(db), [db], asRead);
	const task = useTask();
	return (
		<section class="card" aria-labelledby={id}>
			<h2 id={id}>{title}</h2>
			<p id={`${id}-text`}>{text}</p>
			<Check
				label={label}
				isOn={isOn ?? true}
				isDisabled={isOn === undefined || task.isBusy}
				describedBy={`${id}-text`}
				onChange={(isWanted) => void task.run(async () => void (await write(isWanted)))}
			/>
			<FailureNote error={task.error} />
		</section>
	);
}
