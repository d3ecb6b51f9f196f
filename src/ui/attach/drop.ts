import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

/** What an element needs so that files can be dropped on it. */
export interface DropHandlers {
	onDragOver: (event: DragEvent) => void;
	onDragLeave: (event: DragEvent & { currentTarget: EventTarget }) => void;
	onDrop: (event: DragEvent) => void;
}

/** Files that are dragged over a part of the window. */
export function useDrop(onFiles: ((files: File[]) => void) | undefined): {
	isOver: boolean;
	handlers: DropHandlers;
} {
	const isOver = useSignal(false);
	// Dropped beside it, a file would be opened in place of the window.
	useEffect(() => {
		const refuse = (event: DragEvent): void => {
			if (hasFiles(event)) event.preventDefault();
		};
		addEventListener('dragover', refuse);
		addEventListener('drop', refuse);
		return () => {
			removeEventListener('dragover', refuse);
			removeEventListener('drop', refuse);
		};
	}, []);
	return {
		isOver: isOver.value,
		handlers: {
			onDragOver: (event) => {
				if (onFiles && hasFiles(event)) isOver.value = true;
			},
			onDragLeave: ({ currentTarget, relatedTarget }) => {
				const isInside = relatedTarget instanceof Node && (currentTarget as Node).contains(relatedTarget);
				if (!isInside) isOver.value = false;
			},
			onDrop: (event) => {
				isOver.value = false;
				if (hasFiles(event)) onFiles?.(filesOf(event.dataTransfer));
			},
		},
	};
}

/** The files of a drop or a paste; a folder is none. */
export function filesOf(transfer: DataTransfer | null): File[] {
	const folders = new Set<string>();
	for (const item of transfer?.items ?? []) {
		const entry = item.kind === 'file' ? item.webkitGetAsEntry() : null;
		if (entry?.isDirectory) folders.add(entry.name);
	}
	return [...(transfer?.files ?? [])].filter(({ name }) => !folders.has(name));
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
	return dataTransfer?.types.includes('Files') ?? false;
}
