/** Pages of which something else than their address is shared: see `share-site.ts`. */

const paragraph = (text: string): string => `<p>${`${text} `.repeat(4)}</p>`;

/** Four colours, one a corner, over the whole window. */
export const colours = {
	head: `<title>Colours</title><style>
		body { margin: 0; background: black }
		div { position: fixed; width: 50%; height: 50% }
	</style>`,
	body: ['red: left: top', 'lime: right: top', 'blue: left: bottom', 'yellow: right: bottom']
		.map((one) => one.split(': '))
		.map(([colour, x, y]) => `<div style="background: ${colour}; ${x}: 0; ${y}: 0"></div>`)
		.join(''),
};

/** Longer than the window: a colour every 500 pixels, and a bar that floats over all of it. */
export const longPage = {
	head: `<title>Long</title><style>
		body { margin: 0 }
		div { height: 500px }
		header { position: fixed; top: 0; width: 100%; height: 40px; background: black }
	</style>`,
	body: `<header></header>${['red', 'lime', 'blue', 'yellow'].map((colour) => `<div style="background: ${colour}"></div>`).join('')}`,
};

const dance =
	'Bees that come home tell the others by a dance where the flowers are and how far it is to them.';

/** An article among other things, by somebody who means no good. */
export const hostileArticle = {
	head: `<title>The <b>dance</b></title><meta name="author" content="Ann <i>Bee</i>">
		<script>window.ran = ['page'];</script>`,
	body: `<nav><a href="/elsewhere">Elsewhere</a> <a href="/login">Sign in</a></nav>
		<article><h1>The &lt;b&gt;dance&lt;/b&gt;</h1>
		${paragraph(dance)}
		<p>More in <a href="/more?utm_source=x&amp;id=1" title="t" onclick="ran.push('link')">the *book*</a>,
			<a href="javascript:ran.push('href')">not here</a>, said <b>Frisch</b> &lt;img src="/text.png" onerror="ran.push(1)"&gt;. ${dance}</p>
		<h2>How it goes</h2>
		<ul><li>round</li><li>waggle</li></ul>
		<table><tr><th>Dance</th><th>Far</th></tr><tr><td>round</td><td>50 m</td></tr></table>
		<p><img src="/bee.png" alt="A bee" onerror="ran.push('image')"> ${dance}</p>
		<noscript><img src="/noscript.png"></noscript><img data-src="/lazy.png" alt="">
		<iframe src="/inside"></iframe><svg onload="ran.push('svg')"></svg>
		<script>ran.push('script')</script><style>p { background: url(/style.png) }</style>
		${paragraph(dance)}
		</article><aside>Buy honey</aside>`,
};

/** The article's text as Markdown, between its head and its end. `own` is the site's address. */
export function danceMarkdown(own: string): string {
	const four = Array.from({ length: 4 }, () => dance).join(' ');
	return [
		four,
		`More in [the \\*book\\*](${own}/more?id=1), not here, said **Frisch** \\<img src="/text.png" onerror="ran.push(1)">. ${dance}`,
		'## How it goes',
		'-   round\n-   waggle',
		'| Dance | Far |\n| --- | --- |\n| round | 50 m |',
		`[A bee](${own}/bee.png) ${dance}`,
		four,
	].join('\n\n');
}

export const rtlArticle = {
	head: '<title>رقصة النحل</title>',
	body: `<article dir="rtl"><h1>رقصة النحل</h1>${paragraph('النحل الذي يعود إلى بيته يخبر الآخرين برقصة أين توجد الزهور وكم تبعد عنهم.').repeat(3)}</article>`,
};
