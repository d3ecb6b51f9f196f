import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import { FailureNote } from '../controls/FailureNote.tsx';
import { Spinner } from '../controls/Spinner.tsx';
import { useTask } from '../controls/task.ts';
import { useSeen } from './visible.ts';

/** A hole in the timeline: asks for what is missing at the end from which it comes into view. */
export function GapLine({ roomId, order }: { roomId: string; order: number }): JSX.Element {
	const line = useRef<HTMLDivElement>(null);
	const task = useTask();
	const round = useSignal(0);
	const from = useRef<'above' | 'below'>('above');
	const fill = async (): Promise<void> => {
		await task.run(async () => {
			const { hasMore } = await ask('timeline.fillGap', { roomId, order, from: from.current });
			if (hasMore) round.value += 1;
		});
	};
	const onSeen = (edge: 'top' | 'bottom'): void => {
		// What comes into view at the top was reached from the newer messages.
		from.current = edge === 'top' ? 'above' : 'below';
		void fill();
	};
	useSeen(line, onSeen, round.value);
	return (
		<div class="gap-line" ref={line}>
			{task.error === undefined ? (
				<Spinner label={i18n.t('room.fillingGap')} />
			) : (
				<div class="gap-failed">
					<p>{i18n.t('room.gapFailed')}</p>
					<FailureNote error={task.error} />
					<button type="button" class="button small" onClick={() => void fill()}>
						{i18n.t('common.retry')}
					</button>
				</div>
			)}
		</div>
	);
}
