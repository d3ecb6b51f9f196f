import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { showInPanel } from '../../browser/asked-places.ts';
import { openPanel } from '../../browser/panel.ts';
import { isInTab } from '../../browser/windows.ts';
import { LeftView } from '../../store/left-view.ts';
import { useAccount } from '../account/context.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { Paperclip } from '../controls/icons.ts';

interface Props {
	roomId: string;
	onFiles: (files: File[]) => void;
}

/**
 * Lets the person choose files. Firefox closes a popup over that question: there the sidebar opens with the room
 * instead, where it can be asked.
 */
export function AttachButton({ roomId, onFiles }: Props): JSX.Element {
	const { db } = useAccount();
	const field = useRef<HTMLInputElement>(null);
	const panel = useSignal<LeftView | undefined>(undefined);
	useEffect(() => {
		if (!import.meta.env.FIREFOX || !document.documentElement.classList.contains('popup')) return;
		void isInTab().then(async (is) => {
			if (!is) panel.value = await LeftView.open('panel');
		});
	}, [panel]);
	const left = panel.value;
	if (left) {
		return (
			<IconButton
				icon={Paperclip}
				label={i18n.t('attach.inSidebar')}
				onClick={() => {
					// Both at once: what is awaited before the sidebar opens would end the click.
					left.keep(roomId);
					void db.views.put({ id: 'panel', roomId, time: Date.now() });
					if (left.windowId !== undefined) void showInPanel(left.windowId, { roomId });
					void openPanel().then(() => window.close());
				}}
			/>
		);
	}
	return (
		<>
			<input
				ref={field}
				type="file"
				multiple
				hidden
				onChange={({ currentTarget }) => {
					onFiles([...(currentTarget.files ?? [])]);
					// The same file can be chosen again.
					currentTarget.value = '';
				}}
			/>
			<IconButton icon={Paperclip} label={i18n.t('attach.button')} onClick={() => field.current?.click()} />
		</>
	);
}
