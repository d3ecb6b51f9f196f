import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { FailureNote } from '../controls/FailureNote.tsx';
import { useTask } from '../controls/task.ts';
import { beginVerification } from './open.ts';

/** Begins a verification with whichever other device of the account answers; `text` says what for. */
export function UseOtherDevice({ text }: { text: string }): JSX.Element {
	const task = useTask();
	return (
		<div class="use-other-device">
			<p>{text}</p>
			<button
				type="button"
				class="button"
				disabled={task.isBusy}
				onClick={() => void task.run(() => beginVerification({}))}
			>
				{i18n.t('verify.useOther')}
			</button>
			<FailureNote error={task.error} />
		</div>
	);
}
