import { browser } from 'wxt/browser';

/** Part of a page, in CSS pixels from its beginning. */
export interface Area {
	x: number;
	y: number;
	width: number;
	height: number;
}

interface Captured {
	format: 'png' | 'jpeg';
	/** Of a JPEG, to 100. */
	quality?: number;
	rect?: Area;
}

/** What only Firefox can: more of a page than is in view. */
interface Captures {
	captureVisibleTab(windowId: number, options: Captured): Promise<string>;
}

/** Whether a picture can show what is out of view. */
export const seesOutOfView = import.meta.env.FIREFOX;

/** Chrome refuses more than two a second (`MAX_CAPTURE_VISIBLE_TAB_CALLS_PER_SECOND`). */
const pauseMs = import.meta.env.FIREFOX ? 0 : 550;
let nextTime = 0;

/**
 * Takes a picture of the tab in front of a window, as far as it is in view, or of an area of its page (Firefox).
 * @returns a `data:` address.
 * @throws when the extension may not look at that tab.
 */
export async function screenshot(windowId: number, captured: Captured): Promise<string> {
	const now = performance.now();
	const waitMs = nextTime - now;
	nextTime = Math.max(nextTime, now) + pauseMs;
	if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
	const tabs = browser.tabs as unknown as Captures;
	return await tabs.captureVisibleTab(windowId, captured);
}
