import * as v from 'valibot';
import type { FileKey } from '../store/upload-rows.ts';

const base64 = v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/]+={0,2}$/), v.maxLength(64));

const fileKey = v.object({
	v: v.literal('v2'),
	key: v.object({
		kty: v.literal('oct'),
		alg: v.literal('A256CTR'),
		k: v.pipe(v.string(), v.regex(/^[\w-]{43}=?$/)),
		key_ops: v.optional(v.array(v.string()), ['encrypt', 'decrypt']),
		ext: v.optional(v.boolean(), true),
	}),
	iv: base64,
	hashes: v.object({ sha256: base64 }),
});

/** Reads the key of an attachment out of an event's content, which may be anything. */
export function readFileKey(value: unknown): FileKey | undefined {
	const checked = v.safeParse(fileKey, value);
	return checked.success ? checked.output : undefined;
}
