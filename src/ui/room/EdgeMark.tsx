import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { useSeen } from './visible.ts';

/** Rows come while their edge is still that far from the view, in px. */
const aheadPx = 1500;

/** Stands beyond the first or last row shown; when it is near the view, more rows are read from the store. */
export function EdgeMark({ onSeen }: { onSeen: () => void }): JSX.Element {
	const mark = useRef<HTMLDivElement>(null);
	useSeen(mark, onSeen, 0, aheadPx);
	return <div ref={mark} class="edge-mark" aria-hidden="true" />;
}
