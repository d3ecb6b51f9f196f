import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { AccountDatabase } from '../store/database.ts';
import type { Content } from '../store/event-rows.ts';
import { discardOutgoing } from '../store/outbox.ts';
import { type CacheKey, unseal } from '../store/seal.ts';
import { sweepUploads } from '../store/uploads.ts';
import { cacheKeyOf, newVaultKey } from '../store/vault-keys.ts';
import { keysByPart, withAddresses } from './addresses.ts';
import { decryptBlob } from './cipher.ts';
import { clearContent } from './clear-content.ts';
import { enqueueFile } from './enqueue.ts';

const roomId = '!room:a';
let db: AccountDatabase;
let cacheKey: CacheKey;

beforeEach(async () => {
	db = new AccountDatabase(`@${crypto.randomUUID()}:a`);
	cacheKey = await cacheKeyOf(newVaultKey());
});

async function enqueued(): Promise<{ transactionId: string; content: Content; sequence: number }> {
	const transactionId = await enqueueFile(
		{ db, cacheKey },
		{
			roomId,
			file: new Blob(['the picture']),
			facts: { name: 'Bee.png', type: 'image/png', caption: 'Look', width: 4, height: 3, blurhash: 'L0' },
			thumbnail: { blob: new Blob(['small'], { type: 'image/png' }), width: 2, height: 1 },
		},
	);
	const row = await db.outbox.where({ transactionId }).first();
	if (!row?.sequence) throw new Error('no row');
	return { transactionId, content: await unseal(cacheKey, row.sealed), sequence: row.sequence };
}

describe('a file that waits to be sent', () => {
	it('is kept encrypted, and its key with the message', async () => {
		const { transactionId, content } = await enqueued();
		const keys = keysByPart(content);
		expect([...keys.keys()].sort()).toEqual(['file', 'thumbnail']);
		const bytes = await db.uploadBytes.get([transactionId, 'file']);
		const key = keys.get('file');
		if (!bytes || !key) throw new Error('no bytes or no key');
		expect(await bytes.blob.text()).not.toContain('picture');
		expect(await (await decryptBlob(bytes.blob, key)).text()).toBe('the picture');
	});

	it('is a message that every client knows, once it has its addresses', async () => {
		const { content } = await enqueued();
		const addresses = new Map([
			['file', 'mxc://a/1'],
			['thumbnail', 'mxc://a/2'],
		]);
		const facts = {
			msgtype: 'm.image',
			body: 'Look',
			filename: 'Bee.png',
			info: { mimetype: 'image/png', size: 11, w: 4, h: 3, 'xyz.amorgan.blurhash': 'L0' },
		};
		const sent = withAddresses(content, addresses);
		expect(sent).toMatchObject({
			...facts,
			file: { url: 'mxc://a/1', v: 'v2' },
			info: { ...facts.info, thumbnail_file: { url: 'mxc://a/2', v: 'v2' }, thumbnail_info: { w: 2, h: 1 } },
		});
		expect(sent).not.toHaveProperty('url');
		const clear = clearContent(withAddresses(content, addresses));
		expect(clear).toMatchObject({
			...facts,
			url: 'mxc://a/1',
			info: { ...facts.info, thumbnail_url: 'mxc://a/2' },
		});
		expect(JSON.stringify(clear)).not.toContain('A256CTR');
	});

	it('goes with its message when that is taken back', async () => {
		const { sequence } = await enqueued();
		await discardOutgoing(db, sequence);
		expect([await db.outbox.count(), await db.uploads.count(), await db.uploadBytes.count()]).toEqual([
			0, 0, 0,
		]);
	});

	it('is swept up only when its message is not there any more', async () => {
		const { sequence } = await enqueued();
		await sweepUploads(db);
		expect(await db.uploadBytes.count()).toBe(2);
		await db.outbox.delete(sequence);
		await sweepUploads(db);
		expect([await db.uploads.count(), await db.uploadBytes.count()]).toEqual([0, 0]);
	});
});
