import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { type SharedPage, shownAddress } from '../../share/page.ts';
import { HtmlText } from '../message/HtmlText.tsx';
import { PagePreview } from './PagePreview.tsx';
import type { SharePreview } from './preview.ts';

interface Props {
	page: SharedPage;
	preview: SharePreview;
}

/** The page as it will be sent. */
export function PageCard({ page, preview }: Props): JSX.Element {
	const { title, url, isCleaned, text, html, limit, foundOn } = page;
	return (
		<section class="page-card" aria-label={i18n.t('share.card')}>
			<p class="page-card-title" dir="auto">
				{title || url}
			</p>
			<p class="page-card-host one-line" title={url}>
				<bdi>{shownAddress(url)}</bdi>
			</p>
			{foundOn && (
				<p class="page-card-host one-line" title={foundOn.url}>
					<bdi>{i18n.t('sources.foundOn', { title: foundOn.title || shownAddress(foundOn.url) })}</bdi>
				</p>
			)}
			{isCleaned && <p class="page-card-host">{i18n.t('pages.cleaned')}</p>}
			{limit && <p class="page-card-host">{i18n.t(`pages.limits.${limit}`)}</p>}
			{text && (
				<blockquote class="page-card-text" dir="auto">
					{html ? <HtmlText html={html} text={text} before="" /> : text}
				</blockquote>
			)}
			<PagePreview page={page} preview={preview} />
		</section>
	);
}
