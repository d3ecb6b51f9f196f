import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { openPanel } from '../../browser/panel.ts';
import { isInTab } from '../../browser/windows.ts';
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
	const closes = useSignal(false);
	useEffect(() => {
		if (!import.meta.env.FIREFOX || !document.documentElement.classList.contains('popup')) return;
		void isInTab().then((is) => {
			closes.value = !is;
		});
	}, [closes]);
	if (closes.value) {
		return (
			<IconButton
				icon={Paperclip}
				label={i18n.t('attach.inSidebar')}
				onClick={() => {
					// Both at once: what is awaited before the sidebar opens would end the click.
					void db.views.put({ id: 'panel', roomId, time: Date.now() });
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
