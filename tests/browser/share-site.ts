import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

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
	'/media': () => ({
		head: '<title>Media</title>',
		body: '<p><video aria-label="A film" src="/film.webm" width="200" height="100" controls></video></p><p><audio aria-label="A song" src="/song.wav" controls></audio></p>',
	}),
	'/field': () => ({
		head: '<title>Field</title>',
		body: '<textarea id="chosen">Typed here</textarea><input type="password" value="not this">',
	}),
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
