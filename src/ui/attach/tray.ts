import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { largestFileBytes } from '../../attachment/limits.ts';
import { stripsPhotos } from '../../store/settings.ts';
import { useAccount } from '../account/context.ts';
import { useLazy } from '../app/lazy.ts';
import type { AttachDialog } from './AttachDialog.tsx';
import type { ChosenFiles } from './chosen-files.ts';

/** The tray of a room: what was chosen, dropped or pasted, before it is sent. */
export interface Tray {
	/** The largest size that may be sent, in bytes. */
	limit: number;
	/** Undefined while the tray is closed. */
	chosen: ChosenFiles | undefined;
	Dialog: ComponentType<Parameters<typeof AttachDialog>[0]> | undefined;
	add: (files: File[]) => void;
	close: () => void;
}

export function useTray(): Tray {
	const { db, session } = useAccount();
	const limit = Math.min(largestFileBytes, session.value.uploadLimit ?? largestFileBytes);
	const chosen = useSignal<ChosenFiles | undefined>(undefined);
	const Dialog = useLazy(
		chosen.value !== undefined,
		async () => (await import('./AttachDialog.tsx')).AttachDialog,
	);
	useEffect(() => () => chosen.peek()?.close(), [chosen]);
	return {
		limit,
		chosen: chosen.value,
		Dialog,
		add: async (files) => {
			if (files.length === 0) return;
			const [isStripping, { ChosenFiles }] = await Promise.all([
				stripsPhotos(db),
				import('./chosen-files.ts'),
			]);
			chosen.value ??= new ChosenFiles(limit, isStripping);
			chosen.value.add(files);
		},
		close: () => {
			chosen.value?.close();
			chosen.value = undefined;
		},
	};
}
