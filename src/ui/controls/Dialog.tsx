import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';
import { i18n } from '#i18n';
import { IconButton } from './IconButton.tsx';
import { X } from './icons.ts';
import { useModal } from './modal.ts';

interface Props {
	title: string;
	/** `sheet` covers the window's lower part; `question` stands in its middle. */
	kind: 'sheet' | 'question';
	onClose: () => void;
	children: ComponentChildren;
}

/** A modal dialog: the browser keeps the focus inside, closes it on Escape and gives the focus back. */
export function Dialog({ title, kind, onClose, children }: Props): JSX.Element {
	const dialog = useModal();
	const titleId = useId();
	return (
		<dialog
			ref={dialog}
			class={`dialog ${kind}`}
			tabIndex={-1}
			aria-labelledby={titleId}
			onCancel={(event) => {
				event.preventDefault();
				onClose();
			}}
			onKeyDown={(event) => {
				// The popup itself would close on an Escape that nobody takes.
				if (event.key === 'Escape') event.preventDefault();
				event.stopPropagation();
				if (event.key === 'Escape') onClose();
			}}
		>
			<header class="dialog-header">
				<h2 id={titleId}>{title}</h2>
				<IconButton icon={X} label={i18n.t('common.close')} onClick={onClose} />
			</header>
			{children}
		</dialog>
	);
}
