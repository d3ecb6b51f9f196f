import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the test site's article says of itself. */
export const article = {
	title: 'How bees find their way home',
	heading: 'How bees find their way',
	canonicalPath: '/articles/bees',
	description: 'Bees steer by the sun, by landmarks and by smell.',
	siteName: 'The Meadow',
	selectable: 'They remember the angle of the sun and allow for its movement.',
	link: { text: 'More about the waggle dance', path: '/articles/waggle-dance' },
	image: { alt: 'A bee on a thistle', path: '/bee.png' },
};

/** A web site on this machine, with pages to share. */
export interface Site {
	/** Its origin, without a slash at the end. */
	readonly url: string;
	/** The address of the article, which is not its canonical one. */
	readonly articleUrl: string;
	/** A page whose title and text are `title` and `body`; with a description it also shows a picture and calls it its own. */
	pageUrl(title: string, body?: string, description?: string): string;
	close(): Promise<void>;
}

const pixel = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAIAAAAlC+aJAAAAT0lEQVR42u3PQQ0AAAgEoNP+nTWGDzdoQCV5rPMgAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgL3FgCIAX9aQ8oVAAAAAElFTkSuQmCC',
	'base64',
);

/** @param picture a PNG, of which the pages speak */
export async function serveSite(picture: Buffer = pixel): Promise<Site> {
	const server = createServer((asked, answer) => {
		const { pathname, searchParams } = new URL(asked.url ?? '/', 'http://localhost');
		if (pathname === article.image.path) {
			answer.writeHead(200, { 'content-type': 'image/png' }).end(picture);
			return;
		}
		const title = searchParams.get('title');
		const html =
			title === null
				? articleHtml(url)
				: `<title>${escaped(title)}</title><p>${escaped(searchParams.get('body') ?? '')}</p>${described(searchParams)}`;
		answer
			.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
			.end(`<!doctype html><html lang="en"><meta charset="utf-8">${html}`);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	server.unref();
	const url = `http://localhost:${(server.address() as AddressInfo).port}`;
	return {
		url,
		articleUrl: `${url}/articles/bees?utm_source=newsletter#top`,
		pageUrl: (title, body = '', description) =>
			`${url}/page?${new URLSearchParams({ title, body, ...(description && { description }) })}`,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

function articleHtml(url: string): string {
	const { title, heading, description, siteName, selectable, link, image } = article;
	return `<title>${title}</title>
		<link rel="canonical" href="${url}${article.canonicalPath}">
		<meta name="description" content="${description}">
		<meta property="og:title" content="${title}">
		<meta property="og:site_name" content="${siteName}">
		<meta property="og:image" content="${url}${image.path}">
		<body style="padding: 24px"><article><h1>${heading}</h1>
		<p>${description}</p>
		<p>${selectable}</p>
		<p><a href="${link.path}">${link.text}</a></p>
		<img src="${image.path}" alt="${image.alt}" width="64" height="64">
		</article></body>`;
}

function described(asked: URLSearchParams): string {
	const description = asked.get('description');
	if (description === null) return '';
	return `<meta name="description" content="${escaped(description)}">
		<meta property="og:image" content="${article.image.path}"><img src="${article.image.path}">`;
}

function escaped(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
