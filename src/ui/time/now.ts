import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

/** The time of the last full minute or render, in ms since the epoch, kept going so that "today" stays true. */
export function useNow(): number {
	const now = useSignal(Date.now());
	useEffect(() => {
		const timer = setInterval(() => (now.value = Date.now()), 60_000);
		return () => clearInterval(timer);
	}, [now]);
	return now.value;
}
