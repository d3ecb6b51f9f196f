import type { AttachedFile } from '../../attachment/read-file.ts';
import type { TimelineItem } from '../room/timeline-item.ts';

/** A picture that can be looked at, one of those that the timeline shows. */
export interface ShownPicture {
	/** The message's key in the timeline. */
	key: string;
	file: AttachedFile;
	name: string;
	caption: string;
}

/** The pictures among the messages, oldest first. */
export function picturesOf(items: readonly TimelineItem[]): ShownPicture[] {
	return items.flatMap((item) => {
		if (item.kind !== 'message' || item.content.state !== 'shown') return [];
		const { body } = item.content;
		if (body.kind === 'text' || body.kind === 'location' || body.file?.kind !== 'image') return [];
		return [{ key: item.key, file: body.file, name: body.name, caption: body.caption }];
	});
}
