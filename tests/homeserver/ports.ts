import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';

/** `count` different TCP ports of 127.0.0.1 that nothing listens on. */
export async function freePorts(count: number): Promise<number[]> {
	// All are held until the last is found, so that none comes twice.
	const servers = await Promise.all(Array.from({ length: count }, listen));
	const ports = servers.map((server) => (server.address() as AddressInfo).port);
	await Promise.all(servers.map(async (server) => once(server.close(), 'close')));
	return ports;
}

async function listen(): Promise<Server> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	return server;
}
