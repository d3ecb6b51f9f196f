import { useEffect, useRef } from 'preact/hooks';

/**
 * Gives the signal of what begins now, and ends what began before: a browser asks a passkey for one thing at a
 * time. What is under way also ends with the component.
 */
export function useAbort(): () => AbortSignal {
	const running = useRef<AbortController>(undefined);
	useEffect(() => () => running.current?.abort(), []);
	return () => {
		running.current?.abort();
		running.current = new AbortController();
		return running.current.signal;
	};
}
