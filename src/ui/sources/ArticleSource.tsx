import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { i18n } from '#i18n';
import {
	type Article,
	type ArticleForm,
	articleHtml,
	articleMarkdown,
	articleMessage,
} from '../../share/article.ts';
import { cut } from '../../share/cut.ts';
import { linkingShare, type OutgoingShare } from '../../share/outgoing-share.ts';
import { shownAddress } from '../../share/page.ts';
import { takeArticle } from '../../share/take-article.ts';
import { useAccount } from '../account/context.ts';
import { FailureNote } from '../controls/FailureNote.tsx';
import { Segments } from '../controls/Segments.tsx';
import { Spinner } from '../controls/Spinner.tsx';
import { articleMarkup } from './article-markup.ts';
import { type Sendable, type SourceProps, textFile } from './source.ts';

/** The article of the page, without what stands around it: as a message where it is short, or as a file. */
export function ArticleSource({ tabId, page, onChange }: SourceProps): JSX.Element {
	const { db } = useAccount();
	const article = useSignal<Article | undefined>(undefined);
	const error = useSignal<unknown>(undefined);
	const form = useSignal<ArticleForm>('markdown');
	useEffect(() => {
		takeArticle(db, tabId).then(
			({ html, ...read }) => {
				const taken = { ...read, url: page.url, markup: articleMarkup(html) };
				form.value = articleMessage(taken, '') ? 'message' : 'markdown';
				article.value = taken;
			},
			(reason: unknown) => {
				error.value = reason;
			},
		);
	}, [db, tabId]);
	useEffect(() => {
		onChange(article.value && sendable(article.value, form.value));
	}, [article.value, form.value]);
	if (error.value !== undefined) return <FailureNote error={error.value} />;
	if (!article.value) return <Spinner label={i18n.t('sources.readingArticle')} />;
	const { title, byline, url, markdown, isCut, dir } = article.value;
	const canBeMessage = articleMessage(article.value, '') !== undefined;
	const forms = (['message', 'markdown', 'html'] as const).filter((one) => one !== 'message' || canBeMessage);
	return (
		<section class="source" aria-label={i18n.t('share.card')}>
			<div class="page-card" dir={dir || 'auto'}>
				<p class="page-card-title">{title}</p>
				{byline && <p class="page-card-host">{byline}</p>}
				<p class="page-card-host one-line" title={url}>
					<bdi>{shownAddress(url)}</bdi>
				</p>
				<p class="page-card-text">{cut(markdown, 400)}</p>
			</div>
			<Segments<ArticleForm>
				legend={i18n.t('sources.form')}
				name="form"
				words={forms.map((one) => [one, i18n.t(`sources.formOf.${one}`)])}
				chosen={form.value}
				onChoose={(next) => {
					form.value = next;
				}}
			/>
			{isCut && <p class="hint">{i18n.t('sources.articleCut')}</p>}
		</section>
	);
}

function sendable(article: Article, form: ArticleForm): Sendable {
	const markdown = async () => textFile(article.title, '.md', 'text/markdown', articleMarkdown(article));
	const html = async () => textFile(article.title, '.html', 'text/html', articleHtml(article));
	if (form === 'html') return { file: html };
	if (form === 'markdown') return { file: markdown };
	const message = (comment: string): OutgoingShare | undefined => {
		const content = articleMessage(article, comment);
		return content && linkingShare(content);
	};
	return { message, file: markdown };
}
