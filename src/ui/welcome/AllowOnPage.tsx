import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { Failure } from '../../failure.ts';
import { FailureNote } from '../controls/FailureNote.tsx';
import { type Task, useTask } from '../controls/task.ts';

const firstWaitMs = 3_000;
const longestWaitMs = 30_000;

interface Props {
	/** Where it is allowed, if the homeserver says so. */
	page: string | undefined;
	task: Task;
	/** Finds out whether it is allowed by now, and goes on then. */
	goOn: () => Promise<void>;
	cancel: { label: string; run: () => Promise<unknown> } | undefined;
}

/**
 * Leads to the account's own page, where a reset has to be allowed (MSC4312). The homeserver does not say when it
 * is: it is asked when the person comes back, and ever more rarely while they are here.
 */
export function AllowOnPage({ page, task, goOn, cancel }: Props): JSX.Element {
	const isSaid = useSignal(false);
	const cancelling = useTask();
	const again = useRef(goOn);
	again.current = async () => {
		if (!cancelling.isBusy) await goOn();
	};
	useEffect(() => {
		let waitMs = firstWaitMs;
		let timer = setTimeout(tick, waitMs);
		function tick(): void {
			waitMs = Math.min(waitMs * 1.5, longestWaitMs);
			timer = setTimeout(tick, waitMs);
			void again.current();
		}
		const comeBack = (): void => {
			if (document.visibilityState === 'visible') void again.current();
		};
		window.addEventListener('focus', comeBack);
		document.addEventListener('visibilitychange', comeBack);
		return () => {
			clearTimeout(timer);
			window.removeEventListener('focus', comeBack);
			document.removeEventListener('visibilitychange', comeBack);
		};
	}, []);
	// What was found out last stays while it is found out anew.
	const error = useRef<unknown>(undefined);
	if (!task.isBusy) error.current = task.error;
	const isNotYet = error.current instanceof Failure && error.current.code === 'resetNotAllowed';
	return (
		<section class="form">
			<h1>{i18n.t('recovery.allowTitle')}</h1>
			<p class="lead" role="status">
				{page === undefined
					? i18n.t('recovery.allowTextUnknown')
					: i18n.t('recovery.allowText', { host: new URL(page).host })}
			</p>
			{page !== undefined && (
				<a class="button primary" href={page} target="_blank" rel="noopener noreferrer">
					{i18n.t('recovery.allowOpen')}
				</a>
			)}
			<button
				type="button"
				class="button"
				onClick={async () => {
					isSaid.value = false;
					await again.current();
					isSaid.value = true;
				}}
			>
				{i18n.t('recovery.allowed')}
			</button>
			{isSaid.value && isNotYet && <p role="status">{i18n.t('recovery.allowNotYet')}</p>}
			{!isNotYet && <FailureNote error={error.current} />}
			{cancel && (
				<button
					type="button"
					class="button"
					disabled={cancelling.isBusy}
					onClick={() => void cancelling.run(async () => void (await cancel.run()))}
				>
					{cancel.label}
				</button>
			)}
			<FailureNote error={cancelling.error} />
		</section>
	);
}
