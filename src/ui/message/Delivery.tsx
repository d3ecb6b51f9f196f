import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import { discardOutgoing, retryOutgoing } from '../../store/outbox.ts';
import { useAccount } from '../account/context.ts';
import { Icon } from '../controls/Icon.tsx';
import { Check, CircleAlert, Clock } from '../controls/icons.ts';
import type { MessageItem } from '../room/timeline-item.ts';
import { codeText } from '../words/failure-text.ts';

/** How far an own message is: a faint clock, a tick, or a mark that it failed. */
export function Delivery({ item: { delivery, isLast } }: { item: MessageItem }): JSX.Element | null {
	switch (delivery) {
		case 'queued':
			return <Icon node={Clock} size={14} name={i18n.t('room.queued')} />;
		case 'sending':
			return <Icon node={Clock} size={14} name={i18n.t('room.sending')} />;
		case 'sent':
			return isLast ? <Icon node={Check} size={14} name={i18n.t('room.sent')} /> : null;
		case 'failed':
			return <Icon node={CircleAlert} size={14} name={i18n.t('room.failed')} />;
		case undefined:
			return null;
	}
}

interface FailedProps {
	item: Pick<MessageItem, 'failure' | 'sequence'>;
	/** What has failed. */
	title?: string;
}

/** Why something was not sent, and what can be done about it. */
export function FailedActions({
	item: { failure, sequence },
	title = i18n.t('room.failed'),
}: FailedProps): JSX.Element {
	const { db } = useAccount();
	const retry = async (): Promise<void> => {
		if (sequence === undefined) return;
		await retryOutgoing(db, sequence);
		await ask('outbox.poke').catch(() => undefined);
	};
	return (
		<div class="failed-actions">
			<p role="alert">
				{title}. {failure && codeText(failure)}
			</p>
			<button type="button" class="button small" onClick={() => void retry()}>
				{i18n.t('common.retry')}
			</button>
			<button
				type="button"
				class="button small danger"
				onClick={() => sequence !== undefined && void discardOutgoing(db, sequence)}
			>
				{i18n.t('room.delete')}
			</button>
		</div>
	);
}
