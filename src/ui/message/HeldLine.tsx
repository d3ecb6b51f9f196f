import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { discardOutgoing } from '../../store/outbox.ts';
import { useAccount } from '../account/context.ts';
import { giveBack } from '../composer/given-back.ts';
import type { MessageItem } from '../room/timeline-item.ts';

/** Under a message that has not left yet: takes it back, and its text into the field again. */
export function HeldLine({ item, roomId }: { item: MessageItem; roomId: string }): JSX.Element {
	const { db } = useAccount();
	const undo = async (): Promise<void> => {
		if (item.sequence === undefined || !(await discardOutgoing(db, item.sequence))) return;
		if (item.typed !== undefined) giveBack(roomId, item.typed);
	};
	return (
		<div class="held-line">
			<button type="button" class="button small" onClick={() => void undo()}>
				{i18n.t('share.undo')}
			</button>
		</div>
	);
}
