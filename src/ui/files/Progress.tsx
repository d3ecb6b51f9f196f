import type { JSX } from 'preact';
import { i18n } from '#i18n';

/** How much of a file has come; `size` is what its sender says. */
export function Progress({ received, size }: { received: number; size: number | undefined }): JSX.Element {
	return (
		<progress
			class="file-progress"
			aria-label={i18n.t('attach.coming')}
			max={Math.max(1, size ?? 1)}
			{...(received > 0 && size && { value: Math.min(received, size) })}
		/>
	);
}
