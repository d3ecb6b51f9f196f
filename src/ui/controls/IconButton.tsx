import type { JSX } from 'preact';
import { Icon } from './Icon.tsx';
import type { IconNode } from './icons.ts';

interface Props {
	icon: IconNode;
	/** What it does: its name for readers and its tooltip. */
	label: string;
	onClick?: () => void;
	kind?: 'quiet' | 'primary';
	type?: 'button' | 'submit';
	isDisabled?: boolean;
	/** The icon points along the line, and turns round where one writes from the right. */
	isPointing?: boolean;
}

export function IconButton({
	icon,
	label,
	onClick,
	kind = 'quiet',
	type = 'button',
	isDisabled = false,
	isPointing = false,
}: Props): JSX.Element {
	return (
		<button
			type={type}
			class={`icon-button ${kind} ${isPointing ? 'points' : ''}`}
			aria-label={label}
			title={label}
			disabled={isDisabled}
			onClick={onClick}
		>
			<Icon node={icon} />
		</button>
	);
}
