import { isHeadCurrent } from './page-address.ts';
import type { PagePreview } from './page-preview.ts';
import type { PageFacts } from './read-page.ts';

/** The preview of a page: by its head where that speaks of what is shown now, else by its title alone. */
export function headPreview({ title, head, ...address }: PageFacts): PagePreview {
	const { title: said, siteName, description, pictureUrl } = head && isHeadCurrent(address) ? head : {};
	return {
		title: said || title,
		...(siteName && { siteName }),
		...(description && { description }),
		...(pictureUrl && { pictureUrl }),
	};
}
