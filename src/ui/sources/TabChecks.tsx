import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { shownAddress } from '../../share/page.ts';
import type { ListedTab } from '../../share/tab-list.ts';

interface Props {
	tabs: readonly ListedTab[];
	/** The addresses of those that are left out. */
	left: ReadonlySet<string>;
	onChange: (left: ReadonlySet<string>) => void;
}

/** The tabs that would be sent, each with a box to leave it out. */
export function TabChecks({ tabs, left, onChange }: Props): JSX.Element {
	return (
		<section class="source" aria-label={i18n.t('share.card')}>
			<p role="status">
				{tabs.length === 0
					? i18n.t('sources.noTabs')
					: i18n.t('sources.tabsChosen', { count: tabs.length - left.size, all: tabs.length })}
			</p>
			<ul class="tab-checks" aria-label={i18n.t('sources.tabs')}>
				{tabs.map(({ title, url }) => (
					<li key={url}>
						<label class="check">
							<input
								type="checkbox"
								checked={!left.has(url)}
								onChange={({ currentTarget }) =>
									onChange(currentTarget.checked ? left.difference(new Set([url])) : new Set([...left, url]))
								}
							/>
							<span class="tab-words">
								<bdi class="one-line">{title}</bdi>
								<bdi class="page-card-host one-line">{shownAddress(url)}</bdi>
							</span>
						</label>
					</li>
				))}
			</ul>
		</section>
	);
}
