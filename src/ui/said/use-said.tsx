import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { log } from '../../log.ts';
import { readSaid } from '../../share/said.ts';
import { useAccount } from '../account/context.ts';
import { useLazy } from '../app/lazy.ts';
import type { Route } from '../app/route.ts';
import { useLive } from '../live/live.ts';

const latestMs = 500;
const loadLine = async () => (await import('./SaidLine.tsx')).SaidLine;

/**
 * What was said about the page in front, as a line to put into the list or the chat. It is looked up once, after the
 * window has painted, in the store alone. Null where there is nothing to say, and once the person has hidden it or
 * looks at another page.
 */
export function useSaid(route: Route): JSX.Element | null {
	const { db } = useAccount();
	/** The page's hash. */
	const page = useSignal<string | undefined>(undefined);
	const hide = (): void => {
		page.value = undefined;
	};
	useEffect(() => {
		const open = async (): Promise<void> => {
			const { openPageInFront } = await import('../../share/page-in-front.ts');
			page.value = await openPageInFront(db, hide);
		};
		const call = requestIdleCallback(
			() => void open().catch((error: unknown) => log.warn('the page was not looked up', error)),
			{ timeout: latestMs },
		);
		return () => cancelIdleCallback(call);
	}, [db]);
	const { value: said } = useLive(
		async () => page.value && (await readSaid(db, page.value, performance.timeOrigin)),
		[db, page.value],
		(found) => found || undefined,
	);
	useEffect(() => {
		if (said) performance.mark('page-looked-up');
	}, [said !== undefined]);
	const [first] = said?.newest ?? [];
	const Line = useLazy(first !== undefined, loadLine);
	// Whoever followed it stands before the message.
	const isThere =
		said?.count === 1 && first?.room.roomId === route.roomId.value && first?.order === route.at.value;
	if (!said || !first || !Line || isThere) return null;
	return <Line said={said} onOpen={route.show} onHide={hide} />;
}
