import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Capture } from '../../share/capture.ts';
import type { SharedCapture } from '../../share/outgoing-share.ts';
import type { SharedPicture } from '../../share/picture.ts';

/** The preview that goes with one share, unless the person leaves it out. */
export interface SharePreview {
	/** Once it was read. */
	picture: SharedPicture | undefined;
	/** The page names one, which may still come. */
	isPictureComing: boolean;
	isLeftOut: boolean;
	toggle: () => void;
	/** The page as it is to be sent, with its picture if that came in time. */
	settled: () => Promise<SharedCapture | undefined>;
}

/** Follows the preview of a page that is to be shared. */
export function usePreview(share: Capture | undefined): SharePreview {
	const picture = useSignal<SharedPicture | undefined>(undefined);
	const isRead = useSignal(false);
	const isLeftOut = useSignal(false);
	useEffect(() => {
		void share?.picture.then((read) => {
			picture.value = read;
			isRead.value = true;
		});
	}, [share, picture, isRead]);
	return {
		picture: picture.value,
		isPictureComing: !isRead.value && share?.page.preview?.pictureUrl !== undefined,
		isLeftOut: isLeftOut.value,
		toggle: () => {
			isLeftOut.value = !isLeftOut.value;
		},
		settled: async () => {
			if (!share) return undefined;
			const { preview, ...page } = share.page;
			return isLeftOut.value ? { page } : { page: share.page, picture: await share.picture };
		},
	};
}
