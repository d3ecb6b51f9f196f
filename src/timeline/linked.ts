import { messageLinks } from '../share/message-links.ts';
import type { EventBody, EventRow } from '../store/event-rows.ts';
import { isMessage } from './preview.ts';

/** The row with the pages that it links to as it is shown: after edits, and none once it was redacted. */
export async function linked<R extends Omit<EventRow, 'sealed'>>(
	hashPage: (page: string) => Promise<string>,
	row: R,
	{ content, edit }: Pick<EventBody, 'content' | 'edit'>,
): Promise<R> {
	const { pages: _, ...unlinked } = row;
	const isSaid = row.status === 'readable' && isMessage(row);
	const links = isSaid ? messageLinks(edit?.content ?? content) : [];
	if (links.length === 0) return unlinked as R;
	return { ...(unlinked as R), pages: await Promise.all(links.map(hashPage)) };
}
