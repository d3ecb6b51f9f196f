import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { keysByPart, withAddresses } from '../attachment/addresses.ts';
import { toBase64 } from '../attachment/base64.ts';
import { decryptBlob } from '../attachment/cipher.ts';
import { clearContent } from '../attachment/clear-content.ts';
import { enqueueWithFiles } from '../attachment/enqueue.ts';
import { withoutPicture } from '../attachment/link-previews.ts';
import { AccountDatabase } from '../store/database.ts';
import { unseal } from '../store/seal.ts';
import { cacheKeyOf, newVaultKey } from '../store/vault-keys.ts';
import { outgoingShare } from './outgoing-share.ts';

const url = 'https://example.org/a';
const page = { kind: 'page', title: 'Bees', url, preview: { title: 'Bees' } } as const;
const bytes = crypto.getRandomValues(new Uint8Array(20_000));
const picture = { base64: toBase64(bytes), type: 'image/jpeg', width: 4, height: 3, alt: 'A bee' } as const;
const said = { matched_url: url, 'og:url': url, 'og:title': 'Bees' };
const facts = {
	'og:image:type': 'image/jpeg',
	'og:image:width': 4,
	'og:image:height': 3,
	'matrix:image:size': bytes.length,
	'og:image:alt': 'A bee',
};

async function kept(shared: Parameters<typeof outgoingShare>[0]) {
	const db = new AccountDatabase(`@${crypto.randomUUID()}:a`);
	const cacheKey = await cacheKeyOf(newVaultKey());
	await enqueueWithFiles({ db, cacheKey }, { roomId: '!a:b', ...outgoingShare(shared, '') });
	const row = await db.outbox.toCollection().first();
	if (!row) throw new Error('no row');
	return { content: await unseal(cacheKey, row.sealed), uploads: await db.uploadBytes.toArray() };
}

it('carries the picture of its preview encrypted, and in a room without encryption in clear', async () => {
	const { content, uploads } = await kept({ page, picture });
	const key = keysByPart(content).get('preview');
	const [upload] = uploads;
	if (!key || !upload) throw new Error('no picture');
	const opened = await (await decryptBlob(upload.blob, key)).arrayBuffer();
	expect(new Uint8Array(opened)).toEqual(bytes);
	const placed = withAddresses(content, new Map([['preview', 'mxc://a/b']]));
	const file = { url: 'mxc://a/b', v: 'v2', key: { alg: 'A256CTR' } };
	expect(placed).toMatchObject({
		'com.beeper.linkpreviews': [{ ...said, ...facts, 'beeper:image:encryption': file }],
	});
	expect(clearContent(placed)['com.beeper.linkpreviews']).toEqual([
		{ ...said, ...facts, 'og:image': 'mxc://a/b' },
	]);
	expect(withoutPicture(content)['com.beeper.linkpreviews']).toEqual([said]);
});

it('carries none where the preview is left out', async () => {
	const { preview: _, ...plain } = page;
	const { content, uploads } = await kept({ page: plain, picture });
	expect(content).toMatchObject({ body: `Bees\n${url}`, 'com.beeper.linkpreviews': [] });
	expect(uploads).toEqual([]);
	expect((await kept({ text: 'hello' })).content).toEqual({ msgtype: 'm.text', body: 'hello' });
});
