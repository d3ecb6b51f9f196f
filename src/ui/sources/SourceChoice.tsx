import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { Segments } from '../controls/Segments.tsx';
import type { Source } from './source.ts';

interface Props {
	/** It is a part of the page. */
	isSelection: boolean;
	chosen: Source;
	onChoose: (source: Source) => void;
}

/** Chooses what of a tab is shared. */
export function SourceChoice({ isSelection, ...choice }: Props): JSX.Element {
	return (
		<Segments<Source>
			legend={i18n.t('sources.title')}
			name="source"
			words={[
				['page', i18n.t(isSelection ? 'sources.selection' : 'sources.page')],
				['picture', i18n.t('sources.picture')],
				['article', i18n.t('sources.article')],
				['tabs', i18n.t('sources.tabs')],
			]}
			{...choice}
		/>
	);
}
