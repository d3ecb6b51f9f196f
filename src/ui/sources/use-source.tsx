import { type Signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { i18n } from '#i18n';
import type { Capture } from '../../share/capture.ts';
import { openDraft } from '../../share/open-draft.ts';
import { outgoingShare } from '../../share/outgoing-share.ts';
import type { TextDraft } from '../../share/text-draft.ts';
import { useAccount } from '../account/context.ts';
import { useLazy } from '../app/lazy.ts';
import { Spinner } from '../controls/Spinner.tsx';
import { PageCard } from '../share/PageCard.tsx';
import { usePreview } from '../share/preview.ts';
import { SourceChoice } from './SourceChoice.tsx';
import type { Sendable, Source } from './source.ts';

interface ChosenSource {
	/** What is chosen between, where there is a choice. */
	source: JSX.Element | null;
	/** What will be sent, as far as it is shown. */
	part: JSX.Element | null;
	/** Undefined while there is nothing to send. */
	sendable: Sendable | undefined;
}

/** What of a tab is shared: its page at first; all else is looked at when it is chosen. */
export function useSource(share: Capture | TextDraft, comment: Signal<string>): ChosenSource {
	const { db, cacheKey } = useAccount();
	const draft = 'page' in share ? share : undefined;
	const preview = usePreview(draft);
	const chosen = useSignal<Source>(draft?.source ?? 'page');
	const other = useSignal<Sendable | undefined>(undefined);
	const Other = useLazy(chosen.value !== 'page', async () => (await import('./OtherSource.tsx')).OtherSource);
	if (!draft) {
		const body = comment.value.trim();
		const sendable = body === '' ? undefined : { message: () => outgoingShare({ text: body }, '') };
		return { source: null, part: null, sendable };
	}
	const { page, tabId } = draft;
	const source = tabId !== undefined && (
		<SourceChoice
			isSelection={page.kind === 'selection'}
			chosen={chosen.value}
			onChoose={(next) => {
				other.value = undefined;
				chosen.value = next;
			}}
		/>
	);
	if (tabId === undefined || chosen.value === 'page') {
		const message = async (said: string) => outgoingShare((await preview.settled()) ?? { page }, said);
		return {
			source: source || null,
			part: <PageCard page={page} preview={preview} />,
			sendable: { message },
		};
	}
	const move = async (): Promise<void> => {
		const picture = await draft.picture;
		await openDraft(db, cacheKey, { ...draft, picture, source: 'tabs', comment: comment.peek() });
		window.close();
	};
	const part = Other ? (
		<Other
			source={chosen.value}
			tabId={tabId}
			page={page}
			onMove={move}
			onChange={(next) => {
				other.value = next;
			}}
		/>
	) : (
		<Spinner label={i18n.t('sources.opening')} />
	);
	return { source: source || null, part, sendable: other.value };
}
