import type { JSX } from 'preact';
import { i18n } from '#i18n';
import type { Source } from './source.ts';

interface Props {
	/** It is a part of the page. */
	isSelection: boolean;
	chosen: Source;
	onChoose: (source: Source) => void;
}

/** Chooses what of a tab is shared. */
export function SourceChoice({ isSelection, chosen, onChoose }: Props): JSX.Element {
	const words: Record<Source, string> = {
		page: i18n.t(isSelection ? 'sources.selection' : 'sources.page'),
		picture: i18n.t('sources.picture'),
		article: i18n.t('sources.article'),
		tabs: i18n.t('sources.tabs'),
	};
	return (
		<fieldset class="choices sources">
			<legend class="for-readers">{i18n.t('sources.title')}</legend>
			{(['page', 'picture', 'article', 'tabs'] as const).map((source) => (
				<label key={source} class="choice">
					<input type="radio" name="source" checked={chosen === source} onChange={() => onChoose(source)} />
					<span>{words[source]}</span>
				</label>
			))}
		</fieldset>
	);
}
