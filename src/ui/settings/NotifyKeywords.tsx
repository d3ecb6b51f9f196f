import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import { type PushRules, readKeywords } from '../../store/push-rules.ts';
import { FailureNote } from '../controls/FailureNote.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { X } from '../controls/icons.ts';
import { TextField } from '../controls/TextField.tsx';
import { useTask } from '../controls/task.ts';

/** The words whose mention counts as one's own. */
export function NotifyKeywords({ rules }: { rules: PushRules | undefined }): JSX.Element {
	const typed = useSignal('');
	const task = useTask();
	const words = rules ? readKeywords(rules) : [];
	const change = (word: string, isOn: boolean): void => {
		void task.run(async () => {
			await ask('notify.changeRules', { about: 'keyword', word, isOn });
			if (isOn) typed.value = '';
		});
	};
	return (
		<form
			class="form"
			onSubmit={(event) => {
				event.preventDefault();
				if (typed.value.trim()) change(typed.value.trim(), true);
			}}
		>
			<h4 id="notify-words">{i18n.t('hear.keywords')}</h4>
			{words.length > 0 && (
				<ul class="notify-words" aria-labelledby="notify-words">
					{words.map((word) => (
						<li key={word}>
							<bdi>{word}</bdi>
							<IconButton
								icon={X}
								label={i18n.t('hear.removeKeyword', { word })}
								onClick={() => change(word, false)}
							/>
						</li>
					))}
				</ul>
			)}
			<TextField
				label={i18n.t('hear.keyword')}
				hint={i18n.t('hear.keywordHint')}
				value={typed.value}
				autocomplete="off"
				onInput={(text) => {
					typed.value = text;
				}}
			/>
			<FailureNote error={task.error} />
			<button type="submit" class="button" disabled={!rules || task.isBusy}>
				{i18n.t('hear.addKeyword')}
			</button>
		</form>
	);
}
