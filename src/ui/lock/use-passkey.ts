import { useEffect } from 'preact/hooks';
import { isInTab, openSmallWindow } from '../../browser/windows.ts';
import { ask } from '../../rpc/ask.ts';
import type { PasskeyWrap } from '../../store/vault-rows.ts';
import { useTask } from '../controls/task.ts';
import { useAbort } from './abort.ts';
import { askPasskey } from './passkey.ts';

interface UsedPasskey {
	isBusy: boolean;
	error: unknown;
	/** Unlocks by it. */
	ask: () => Promise<void>;
	/** Asks for it no more: something else is tried. */
	leave: () => void;
}

/**
 * Unlocks by the passkey, where there is one.
 *
 * A popup closes as soon as the system's own dialog takes the focus, and neither popup nor side panel has a tab
 * for the browser to show its dialog over. So both leave it to a small window, which asks at once; it stays as
 * the window with the chats where the popup was, and closes itself again where the panel shows them.
 * @param began called when it is tried
 */
export function usePasskey(passkey: PasskeyWrap | undefined, began: () => void): UsedPasskey {
	const task = useTask();
	const begin = useAbort();
	const from = new URLSearchParams(location.search).get('unlock');
	const unlock = async (): Promise<void> => {
		if (!passkey) return;
		began();
		const isDone = await task.run(async () => {
			if (!(await isInTab())) return openSmallWindow(`unlock=${location.pathname.slice(1)}`);
			await ask('lock.unlock', { passkey: await askPasskey(passkey, begin()) });
		});
		if (isDone && from === 'sidepanel.html') close();
	};
	useEffect(() => {
		if (from !== null) void unlock();
	}, []);
	return { isBusy: task.isBusy, error: task.error, ask: unlock, leave: () => void begin() };
}
