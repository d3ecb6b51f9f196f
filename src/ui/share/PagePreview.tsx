import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { pageHost, type SharedPage } from '../../share/page.ts';
import { PreviewCard } from '../message/PreviewCard.tsx';
import type { SharePreview } from './preview.ts';

interface Props {
	page: SharedPage;
	preview: SharePreview;
}

/** The page's preview as others will see it, and the way to leave it out. One that adds nothing to the card is not shown. */
export function PagePreview({ page, preview: shown }: Props): JSX.Element | null {
	const { title, url, preview } = page;
	const { picture, isPictureComing, isLeftOut, toggle } = shown;
	const hasPicture = picture !== undefined || isPictureComing;
	if (!preview || (!hasPicture && !preview.description && preview.title === title)) return null;
	return (
		<>
			{!isLeftOut && (
				<PreviewCard {...preview} host={pageHost(url)}>
					{hasPicture && (
						<span class="link-preview-picture">
							{picture && <img src={`data:${picture.type};base64,${picture.base64}`} alt={picture.alt} />}
						</span>
					)}
				</PreviewCard>
			)}
			<button type="button" class="page-card-switch" onClick={toggle}>
				{i18n.t(isLeftOut ? 'pages.withPreview' : 'pages.withoutPreview')}
			</button>
		</>
	);
}
