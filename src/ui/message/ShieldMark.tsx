import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { Dialog } from '../controls/Dialog.tsx';
import { Icon } from '../controls/Icon.tsx';
import { LockOpen, ShieldAlert, ShieldIcon } from '../controls/icons.ts';
import type { Person } from '../person/members.ts';
import type { MessageItem } from '../room/timeline-item.ts';

interface Props {
	shield: NonNullable<MessageItem['shield']>;
	sender: Person;
	/** Who shared the key of the message, by name. */
	keyFrom: string | undefined;
}

/** A mark on a message whose origin is not as it should be; pressed, it says in words what that means. */
export function ShieldMark({ shield, sender, keyFrom }: Props): JSX.Element {
	const isOpen = useSignal(false);
	const isShared = shield === 'unproven' && keyFrom !== undefined;
	const title = isShared
		? i18n.t('trust.shield.shared', { sharer: keyFrom })
		: i18n.t(`trust.shield.${shield}`);
	const text = isShared
		? i18n.t('trust.shield.sharedText', { sharer: keyFrom, name: sender.name })
		: i18n.t(`trust.shield.${shield}Text`, { name: sender.name });
	return (
		<>
			<button
				type="button"
				class={`shield ${shield}`}
				aria-label={title}
				title={title}
				onClick={() => {
					isOpen.value = true;
				}}
			>
				<Icon node={icons[shield]} size={14} />
			</button>
			{isOpen.value && (
				<Dialog
					title={title}
					kind="question"
					onClose={() => {
						isOpen.value = false;
					}}
				>
					<p dir="auto">{text}</p>
				</Dialog>
			)}
		</>
	);
}

const icons: Record<Props['shield'], typeof ShieldAlert> = {
	unconfirmedDevice: ShieldAlert,
	unknownDevice: ShieldAlert,
	changedIdentity: ShieldAlert,
	wrongSender: ShieldAlert,
	unproven: ShieldIcon,
	clear: LockOpen,
};
