import type { Query } from '../locator.ts';
import type { find as Find } from './find.ts';

declare const find: typeof Find;

/** A file as a test gives it. */
export interface GivenFile {
	name: string;
	type: string;
	/** Base64. */
	bytes: string;
}

/** Replaces what a field holds, by the editing command that typing uses: the page sees trusted input events. */
export function enter(query: Query, value: string): void {
	const field = find(query)[0] as HTMLElement | undefined;
	if (!field) throw new Error('The field has gone');
	field.focus();
	if (field instanceof HTMLSelectElement) {
		const option = [...field.options].find((one) => one.label === value || one.value === value);
		if (!option) throw new Error(`No option "${value}"`);
		field.value = option.value;
		tellOfChange(field);
		return;
	}
	// Editing commands leave it as it is.
	if (field instanceof HTMLInputElement && field.type === 'time') {
		field.value = value;
		if (field.value !== value) throw new Error(`No time "${value}"`);
		tellOfChange(field);
		return;
	}
	if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.select();
	else getSelection()?.selectAllChildren(field);
	if (value === '') document.execCommand('delete');
	else document.execCommand('insertText', false, value);
}

/** A field was changed by other means than the keyboard. */
export function tellOfChange(field: HTMLElement): void {
	field.dispatchEvent(new Event('input', { bubbles: true }));
	field.dispatchEvent(new Event('change', { bubbles: true }));
}

/** Gives files to the page by a file field, a paste or a drop. */
export function give(query: Query, files: GivenFile[], how: 'choose' | 'paste' | 'drop'): void {
	const transfer = new DataTransfer();
	for (const file of files) {
		const bytes = Uint8Array.from(atob(file.bytes), (letter) => letter.charCodeAt(0));
		transfer.items.add(new File([bytes], file.name, { type: file.type }));
	}
	if (how === 'choose') {
		// A person's own file field is mostly hidden behind a button: the nearest one is meant.
		const near = find(query)[0];
		const field = near?.matches('input[type=file]')
			? near
			: (near?.querySelector('input[type=file]') ?? document.querySelector('input[type=file]'));
		if (!(field instanceof HTMLInputElement)) throw new Error('There is no file field');
		field.files = transfer.files;
		tellOfChange(field);
		return;
	}
	const target = find(query)[0];
	if (!target) throw new Error('The target has gone');
	if (how === 'paste') {
		const paste = new ClipboardEvent('paste', { bubbles: true, cancelable: true });
		// Firefox's constructor takes no files.
		Object.defineProperty(paste, 'clipboardData', { value: transfer });
		target.dispatchEvent(paste);
		return;
	}
	for (const type of ['dragenter', 'dragover', 'drop']) {
		target.dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }));
	}
}
