import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { showInSmallWindow } from '../../browser/asked-places.ts';
import { isToolbarPopup, openSmallWindow } from '../../browser/windows.ts';
import { log } from '../../log.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { SquareArrowOutUpRight } from '../controls/icons.ts';

/** Moves the popup into a small window, which stays; not offered where the window stays already. */
export function PopOutButton({ roomId }: { roomId: string | null }): JSX.Element | null {
	if (!isToolbarPopup()) return null;
	return (
		<IconButton
			icon={SquareArrowOutUpRight}
			label={i18n.t('popOut')}
			onClick={() => {
				popOut(roomId).then(
					() => window.close(),
					(error: unknown) => log.warn('the small window could not be opened', error),
				);
			}}
		/>
	);
}

/** There is one small window at most. A new one opens where the popup is, with what was typed there. */
async function popOut(roomId: string | null): Promise<void> {
	if (!(await showInSmallWindow({ roomId }))) await openSmallWindow();
}
