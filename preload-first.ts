import type { Plugin } from 'vite';

const firstScreen = '/src/ui/first/FirstScreen.tsx';

/** Other pages share the chunks and wait for their document. */
const pages = /\/(popup|sidepanel)\/index\.html$/;

/** What a window loads for its first paint, in two files: each costs a request. */
const groups = [
	{ name: 'start', test: /\/src\/ui\/first\/start\.ts$|wxt-html-plugins/, priority: 2 },
	{ name: 'first', test: /\/src\/ui\/first\/FirstScreen\.tsx$/, priority: 1 },
];

/**
 * Lets a page that paints `FirstScreen` load it beside its own script, which runs at once and does not wait
 * for the styles: it only reads the store.
 */
export function preloadFirst(): Plugin {
	return {
		name: 'messa:preload-first',
		outputOptions: (options) => (options.format === 'es' ? { ...options, codeSplitting: { groups } } : null),
		transformIndexHtml: {
			order: 'post',
			handler(html, { bundle, filename }) {
				if (!pages.test(filename)) return html;
				const chunks = Object.values(bundle ?? {}).filter((output) => output.type === 'chunk');
				const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
				const screen = chunks.find(({ moduleIds }) => moduleIds.some((id) => id.endsWith(firstScreen)));
				const script = /<script type="module" crossorigin src="\/([^"]+)">/.exec(html);
				const start = reach(script?.[1], byName);
				const starts = [...start].some((name) =>
					byName.get(name)?.dynamicImports.includes(screen?.fileName ?? ''),
				);
				if (!screen || !starts) return html;
				const tags = [...reach(screen.fileName, byName)]
					.filter((name) => !start.has(name))
					.map((name) => ({
						tag: 'link',
						attrs: { rel: 'modulepreload', crossorigin: true, href: `/${name}` },
						injectTo: 'head' as const,
					}));
				return { html: html.replace('<script type="module"', '<script type="module" async'), tags };
			},
		},
	};
}

interface Chunk {
	imports: string[];
}

/** A chunk and all that it imports statically. */
function reach(name: string | undefined, chunks: Map<string, Chunk>): Set<string> {
	const found = new Set(name === undefined ? [] : [name]);
	for (const one of found) for (const next of chunks.get(one)?.imports ?? []) found.add(next);
	return found;
}
