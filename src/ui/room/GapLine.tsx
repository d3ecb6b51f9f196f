import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import { useAccount } from '../account/context.ts';
import { FailureNote } from '../controls/FailureNote.tsx';
import { Spinner } from '../controls/Spinner.tsx';
import { useTask } from '../controls/task.ts';
import { asRead, useLive } from '../live/live.ts';
import { useSeen } from './visible.ts';

const shortestWaitMs = 4_000;
const longestWaitMs = 60_000;

interface FailedProps {
	error: unknown;
	/** How many tries in a row have failed. */
	tries: number;
	onRetry: () => void;
}

/** A hole in the timeline: asks for what is missing at the end from which it comes into view. */
export function GapLine({ roomId, order }: { roomId: string; order: number }): JSX.Element {
	const line = useRef<HTMLDivElement>(null);
	const task = useTask();
	const round = useSignal(0);
	const from = useRef<'above' | 'below'>('above');
	/** How many in a row have failed. */
	const tries = useRef(0);
	const fill = async (): Promise<void> => {
		await task.run(async () => {
			tries.current += 1;
			const { hasMore } = await ask('timeline.fillGap', { roomId, order, from: from.current });
			tries.current = 0;
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
				<GapFailed error={task.error} tries={tries.current} onRetry={() => void fill()} />
			)}
		</div>
	);
}

/** Says why, and tries again by itself: once the homeserver answers again, else after a while. */
function GapFailed({ error, tries, onRetry }: FailedProps): JSX.Element {
	const { db } = useAccount();
	const { value: status } = useLive(() => db.status.get('sync'), [db], asRead);
	const wasOffline = useRef(false);
	const state = status?.state;
	useEffect(() => {
		if (state === 'offline') wasOffline.current = true;
		if (state !== 'live') return;
		if (wasOffline.current) return onRetry();
		const timer = setTimeout(onRetry, Math.min(longestWaitMs, shortestWaitMs * 2 ** (tries - 1)));
		return () => clearTimeout(timer);
	}, [state]);
	return (
		<div class="gap-failed">
			<p>{i18n.t('room.gapFailed')}</p>
			<FailureNote error={error} />
			<button type="button" class="button small" onClick={onRetry}>
				{i18n.t('common.retry')}
			</button>
		</div>
	);
}
