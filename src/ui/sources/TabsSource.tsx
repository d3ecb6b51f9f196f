import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { i18n } from '#i18n';
import { isToolbarPopup } from '../../browser/windows.ts';
import { linkingShare, type OutgoingShare } from '../../share/outgoing-share.ts';
import { type ListedTab, tabsMarkdown, tabsMessage } from '../../share/tab-list.ts';
import { askToReadTabs, mayReadTabs, readWindowTabs } from '../../share/window-tabs.ts';
import { useAccount } from '../account/context.ts';
import { FailureNote } from '../controls/FailureNote.tsx';
import { Spinner } from '../controls/Spinner.tsx';
import { useTask } from '../controls/task.ts';
import { type Sendable, type SourceProps, textFile } from './source.ts';
import { TabChecks } from './TabChecks.tsx';

/** The tabs of the window as a list, once the browser lets Messa see them. */
export function TabsSource({ tabId, onChange, onMove }: SourceProps): JSX.Element {
	const { db } = useAccount();
	const tabs = useSignal<ListedTab[] | undefined>(undefined);
	const left = useSignal<ReadonlySet<string>>(new Set());
	const asks = useSignal<'unknown' | 'here' | 'elsewhere' | 'refused'>('unknown');
	const task = useTask();
	const read = async (): Promise<void> => {
		tabs.value = await readWindowTabs(db, tabId);
	};
	useEffect(() => {
		void task.run(async () => {
			if (await mayReadTabs()) await read();
			// A popup goes away as soon as the browser's question takes the focus.
			else asks.value = isToolbarPopup() ? 'elsewhere' : 'here';
		});
	}, [tabId]);
	useEffect(() => {
		const listed = tabs.value?.filter(({ url }) => !left.value.has(url)) ?? [];
		onChange(listed.length > 0 ? sendable(listed) : undefined);
	}, [tabs.value, left.value]);
	const ask = async (): Promise<void> => {
		if (asks.value === 'elsewhere') return onMove();
		// The browser looks at the click at once: nothing may be awaited before.
		if (await askToReadTabs()) await read();
		else asks.value = 'refused';
	};
	if (tabs.value) {
		return (
			<TabChecks
				tabs={tabs.value}
				left={left.value}
				onChange={(next) => {
					left.value = next;
				}}
			/>
		);
	}
	return (
		<section class="source">
			<FailureNote error={task.error} />
			{asks.value === 'unknown' && task.error === undefined && (
				<Spinner label={i18n.t('sources.readingTabs')} />
			)}
			{asks.value !== 'unknown' && (
				<>
					<p>{i18n.t('sources.tabsNeed')}</p>
					{asks.value === 'refused' && <p role="alert">{i18n.t('sources.tabsRefused')}</p>}
					<button type="button" class="button" disabled={task.isBusy} onClick={() => void task.run(ask)}>
						{i18n.t(asks.value === 'elsewhere' ? 'sources.tabsMove' : 'sources.tabsAsk')}
					</button>
				</>
			)}
		</section>
	);
}

function sendable(tabs: ListedTab[]): Sendable {
	const file = async () =>
		textFile(i18n.t('sources.tabsName', tabs.length), '.md', 'text/markdown', tabsMarkdown(tabs));
	const message = (comment: string): OutgoingShare | undefined => {
		const content = tabsMessage(tabs, comment);
		return content && linkingShare(content);
	};
	return { message, file };
}
