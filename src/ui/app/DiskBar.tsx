import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { i18n } from '#i18n';
import { type DiskNotice, dismissDiskNotice, watchDiskNotice } from '../../store/disk-notice.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { X } from '../controls/icons.ts';

/** What happened to the disk: to be mended, or once to be known. */
export function DiskBar(): JSX.Element {
	const notice = useSignal<DiskNotice | undefined>(undefined);
	useEffect(() => watchDiskNotice((next) => (notice.value = next)), [notice]);
	return (
		<div class="disk-bar" role="status">
			{notice.value && (
				<p class={notice.value === 'full' ? 'urgent' : ''}>
					<span>{i18n.t(`disk.${notice.value}`)}</span>
					{notice.value !== 'full' && (
						<IconButton icon={X} label={i18n.t('common.close')} onClick={() => void dismissDiskNotice()} />
					)}
				</p>
			)}
		</div>
	);
}
