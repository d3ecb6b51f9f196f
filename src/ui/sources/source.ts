import { safeFileName } from '../../attachment/file-name.ts';
import type { OutgoingShare } from '../../share/outgoing-share.ts';
import type { SharedPage } from '../../share/page.ts';
import type { PreparedFile } from '../attach/prepare.ts';

/** What of a tab is shared. */
export type Source = 'page' | 'picture' | 'article' | 'tabs';

/** What is sent to each chat: a message, or a file where there is none or it would be too long. */
export interface Sendable {
	message?: (comment: string) => Promise<OutgoingShare> | OutgoingShare | undefined;
	/** The comment is its caption. */
	file?: () => Promise<PreparedFile>;
}

/** What every source is given. */
export interface SourceProps {
	tabId: number;
	page: SharedPage;
	/** Hears what would be sent now; undefined while there is nothing. */
	onChange: (sendable: Sendable | undefined) => void;
	/** Goes on in a window that the browser's questions do not close. */
	onMove: () => Promise<void>;
}

/** A text as a file to send. */
export function textFile(title: string, ending: string, type: string, text: string): PreparedFile {
	const name = safeFileName(title.slice(0, 100), 'Messa');
	return { file: new Blob([text], { type }), facts: { name: `${name}${ending}`, type }, isTelling: false };
}
