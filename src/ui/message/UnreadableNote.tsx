import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import type { UnreadableReason } from '../../store/event-rows.ts';
import { useAccount } from '../account/context.ts';
import { FailureNote } from '../controls/FailureNote.tsx';
import { useTask } from '../controls/task.ts';
import { unreadableHelp } from './unreadable-help.ts';
import { unreadableText } from './words.ts';

interface Props {
	roomId: string;
	/** Its place in the timeline. */
	order: number | undefined;
	reason: UnreadableReason | undefined;
}

/** Why a message cannot be read, with the one thing that helps. */
export function UnreadableNote({ roomId, order, reason }: Props): JSX.Element {
	const { identity } = useAccount().session.value;
	const help = unreadableHelp(reason, identity);
	return (
		<div class="unreadable">
			<p class="message-absent">{unreadableText(reason)}</p>
			{help === 'confirm' && (
				<a class="button small" href="/welcome.html#recover" target="_blank" rel="noopener">
					{i18n.t('message.confirmDevice')}
				</a>
			)}
			{help === 'look' && order !== undefined && <LookAgain roomId={roomId} order={order} />}
		</div>
	);
}

function LookAgain({ roomId, order }: { roomId: string; order: number }): JSX.Element {
	const task = useTask();
	const hasLooked = useSignal(false);
	const look = async (): Promise<void> => {
		hasLooked.value = false;
		hasLooked.value = await task.run(() => ask('timeline.lookAgain', { roomId, order }));
	};
	return (
		<>
			<button type="button" class="button small" disabled={task.isBusy} onClick={() => void look()}>
				{i18n.t('message.lookAgain')}
			</button>
			<span role="status">{hasLooked.value && i18n.t('message.notThere')}</span>
			<FailureNote error={task.error} />
		</>
	);
}
