import type { JSX } from 'preact';
import { ArticleSource } from './ArticleSource.tsx';
import { PictureSource } from './PictureSource.tsx';
import type { Source, SourceProps } from './source.ts';
import { TabsSource } from './TabsSource.tsx';

/** What is shared of a tab besides its page. Loaded when it is chosen. */
export function OtherSource({
	source,
	...props
}: SourceProps & { source: Exclude<Source, 'page'> }): JSX.Element {
	switch (source) {
		case 'picture':
			return <PictureSource {...props} />;
		case 'article':
			return <ArticleSource {...props} />;
		case 'tabs':
			return <TabsSource {...props} />;
	}
}
