import { readFile } from 'node:fs/promises';
import { createServer as createHttp, type RequestListener } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo } from 'node:net';
import { makeCertificate } from '../homeserver/certificate.ts';
import { temporaryDirectory } from '../homeserver/temporary-directory.ts';

/** What a path answers: JSON, or text as it stands. */
export type Routes = Record<string, object | string>;

/** A web server on this machine that is no homeserver, or not quite one. */
export interface WebServer {
	/** `localhost:<port>`, as a person types a server's name. */
	readonly name: string;
	close(): void;
}

/**
 * Serves `routes` over https with a certificate of its own, and 404 for all else. Like a homeserver it lets every
 * web page read its answers, unless it `isPrivate` as most web sites are.
 */
export async function serveSecurely(routes: Routes, { isPrivate = false } = {}): Promise<WebServer> {
	const { certificatePath, keyPath } = await makeCertificate(await temporaryDirectory());
	const [cert, key] = await Promise.all([readFile(certificatePath), readFile(keyPath)]);
	return listen(createHttps({ cert, key }, answering(routes, isPrivate)));
}

/** As `serveSecurely`, in clear. */
export async function serveInClear(routes: Routes): Promise<WebServer> {
	return listen(createHttp(answering(routes, false)));
}

function answering(routes: Routes, isPrivate: boolean): RequestListener {
	return (asked, answer) => {
		const found = routes[asked.url ?? ''];
		const body = typeof found === 'object' ? JSON.stringify(found) : (found ?? 'Not found');
		answer.writeHead(
			found === undefined ? 404 : 200,
			isPrivate ? {} : { 'access-control-allow-origin': '*' },
		);
		answer.end(body);
	};
}

async function listen(server: ReturnType<typeof createHttp>): Promise<WebServer> {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	server.unref();
	return {
		name: `localhost:${(server.address() as AddressInfo).port}`,
		close: () => {
			server.closeAllConnections();
			server.close();
		},
	};
}
