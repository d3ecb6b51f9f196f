import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { writePng } from './png.ts';
import { colours, hostileArticle, longPage, rtlArticle } from './source-pages.ts';

/** A page of the site: its head and body, which know the site's origin and, for links abroad, another one. */
type Page = (own: string, other: string) => { head: string; body: string };

/** Pages as they are found on the web, each with something to share. */
const pages: Record<string, Page> = {
	'/m/story': (own) => ({
		head: `<title>A story</title><link rel="canonical" href="${own}/story">`,
		body: '<h1>A story</h1><p id="part">It was told.</p>',
	}),
	'/stolen': (_own, other) => ({
		head: `<title>Stolen</title><link rel="canonical" href="${other}/story">`,
		body: '<p>Not what it says.</p>',
	}),
	'/app': (own) => ({
		head: `<title>App</title><link rel="canonical" href="${own}/app">`,
		body: "<button onclick=\"history.pushState(null, '', '/app/orders?id=7'); document.title = 'Order 7'\">Order 7</button>",
	}),
	'/rich': (own, other) => ({
		head: '<title>Rich</title>',
		body: `<div style="height: 3000px"></div><article id="chosen">
			<h2>What to <em>do</em></h2>
			<p>Read <a href="/more?utm_source=x&amp;id=1"><b>all</b> about it</a>, then
				<strong>act</strong>: 1 &lt; 2.<br>Not <s>tomorrow</s>.</p>
			<p hidden>Unseen</p><style>p { margin: 8px }</style>
			<pre>let a;\n  a = 1;</pre>
			<ol start="3"><li>one</li><li>two <code>&lt;b&gt;</code></li></ol>
			<p><a href="javascript:alert(1)" onclick="alert(2)">Run</a>
				<a href="${other}/x?&quot;&gt;">Elsewhere</a> <img src="/none.png" alt="A bee"></p>
		</article><p>${own}</p>`,
	}),
	'/frames': () => ({ head: '<title>Framed</title>', body: '<p>Outside</p><iframe src="/inside"></iframe>' }),
	'/inside': () => ({ head: '<title>Inside</title>', body: '<p id="chosen">Words <b>in</b> a frame</p>' }),
	'/rtl': () => ({
		head: '<title>خبر اليوم</title>',
		body: '<div dir="rtl" id="chosen"><p>النحل <b>يرقص</b> في الشمس.</p><p>ثم يعود.</p></div>',
	}),
	'/endless': () => ({
		head: `<title>${'Endless '.repeat(130_000)}</title>`,
		body: `<div id="chosen">${`<p>${'word &amp; <b>word</b> '.repeat(10)}${'more words '.repeat(1000)}</p>`.repeat(1000)}</div>`,
	}),
	'/bees': (own) => ({
		head: `<title>Bees</title><meta property="og:title" content="All about bees">
			<meta property="og:site_name" content="The Meadow"><meta name="description" content="They fly &amp; sting.">
			<meta property="og:image" content="${own}/bee-large.png">`,
		body: '<p>Bees</p><img src="/bee.png?size=small" srcset="/bee-large.png 9x" alt="A bee">',
	}),
	'/bees-elsewhere': (_own, other) => ({
		head: `<title>Bees elsewhere</title><meta property="og:image" content="${other}/bee.png?size=large">`,
		body: `<p>Bees</p><img src="${other}/bee.png" alt="A bee" width="300">`,
	}),
	'/spies': (_own, other) => ({
		head: `<title>Spies</title><meta property="og:title" content="${'Endless '.repeat(130_000)}">
			<meta property="og:description" content="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt; \u202Egnp.exe">
			<meta property="og:image" content="${other}/spy.png"><meta name="twitter:image" content="${other}/spy.png">`,
		body: '<p>Spies</p>',
	}),
	'/bees-app': (own) => ({
		head: `<title>App</title><meta property="og:title" content="The first view">
			<meta property="og:image" content="${own}/bee.png">`,
		body: "<img src='/bee.png'><button onclick=\"history.pushState(null, '', '/bees-app/2'); document.title = 'The second view'\">Go on</button>",
	}),
	'/colours': () => colours,
	'/long': () => longPage,
	'/dance': () => hostileArticle,
	'/rtl-dance': () => rtlArticle,
	'/media': () => ({
		head: '<title>Media</title>',
		body: '<p><video aria-label="A film" src="/film.webm" width="200" height="100" controls></video></p><p><audio aria-label="A song" src="/song.wav" controls></audio></p>',
	}),
	'/field': () => ({
		head: '<title>Field</title>',
		body: '<textarea id="chosen">Typed here</textarea><input type="password" value="not this">',
	}),
};

/** Half red, half blue. */
const beePicture = writePng(1000, 500, (x) => (x < 500 ? [220, 20, 20] : [20, 20, 220]));

const paper = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
trailer<</Root 1 0 R>>`;

const files: Record<string, { type: string; bytes: Buffer }> = {
	'/bee.png': { type: 'image/png', bytes: beePicture },
	'/paper.pdf': { type: 'application/pdf', bytes: Buffer.from(paper) },
};

/** A web site on this machine, and another one that its pages speak of. */
export interface ShareSite {
	readonly url: string;
	readonly otherUrl: string;
	/** What was asked of either, as path and query. */
	readonly asked: string[];
	close(): Promise<void>;
}

export async function serveShareSite(): Promise<ShareSite> {
	const asked: string[] = [];
	const server = createServer((request, answer) => {
		asked.push(request.url ?? '');
		const { pathname } = new URL(request.url ?? '/', 'http://localhost');
		const file = files[pathname];
		if (file) {
			answer.writeHead(200, { 'content-type': file.type }).end(file.bytes);
			return;
		}
		const page = pages[pathname]?.(url, otherUrl);
		answer
			.writeHead(page ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' })
			.end(
				page &&
					`<!doctype html><html><head><meta charset="utf-8">${page.head}</head><body>${page.body}</body></html>`,
			);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	server.unref();
	const { port } = server.address() as AddressInfo;
	const url = `http://localhost:${port}`;
	const otherUrl = `http://127.0.0.1:${port}`;
	return {
		url,
		otherUrl,
		asked,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
