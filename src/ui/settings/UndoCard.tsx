import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import { readUndo, type UndoSeconds, undoChoices } from '../../store/settings.ts';
import { useAccount } from '../account/context.ts';
import { Choices } from '../controls/Choices.tsx';
import { asRead, useLive } from '../live/live.ts';

/** How long what was sent can be taken back before it leaves. */
export function UndoCard(): JSX.Element {
	const { db } = useAccount();
	const { value: chosen } = useLive(() => readUndo(db), [db], asRead);
	const choice = (what: keyof UndoSeconds, title: string, text: string): JSX.Element => (
		<>
			<h3 id={`undo-${what}`}>{title}</h3>
			<p id={`undo-${what}-text`}>{text}</p>
			<Choices
				id={`undo-${what}`}
				choices={undoChoices}
				chosen={chosen?.[what]}
				words={(seconds) => (seconds === 0 ? i18n.t('undo.never') : i18n.t('undo.seconds', { seconds }))}
				choose={(seconds) => ask('settings.setUndo', { [what]: seconds })}
			/>
		</>
	);
	return (
		<section class="card" aria-labelledby="undo">
			<h2 id="undo">{i18n.t('undo.title')}</h2>
			{choice('shares', i18n.t('undo.shares'), i18n.t('undo.sharesText'))}
			{choice('messages', i18n.t('undo.messages'), i18n.t('undo.messagesText'))}
		</section>
	);
}
