import { describe, expect, it } from 'vitest';
import { wholeAnswers } from './whole-answers.ts';

const longMs = 60_000;
const wanted = { headers: { Accept: 'application/json' } };

function answering(body: BodyInit | null, init: ResponseInit): typeof fetch {
	return async () => new Response(body, init);
}

const json = { 'content-type': 'application/json; charset=utf-8' };

describe('wholeAnswers', () => {
	it('gives what came, with its status and headers', async () => {
		const ask = wholeAnswers(answering('{"a":1}', { status: 429, headers: json }), longMs);
		const response = await ask('https://example.org', wanted);
		expect(response.status).toBe(429);
		expect(response.headers.get('content-type')).toBe(json['content-type']);
		expect(await response.json()).toEqual({ a: 1 });
	});

	it('gives an answer without a body', async () => {
		const response = await wholeAnswers(
			answering(null, { status: 204, headers: json }),
			longMs,
		)('https://a.b');
		expect(await response.text()).toBe('');
	});

	it('takes a page for no answer where JSON was asked for', async () => {
		const ask = wholeAnswers(answering('<html>', { headers: { 'content-type': 'text/html' } }), longMs);
		await expect(ask('https://example.org', wanted)).rejects.toThrow(TypeError);
		expect(await (await ask('https://example.org')).text()).toBe('<html>');
	});

	it('lets a page of an error pass: its status says what it is', async () => {
		const page = answering('<html>', { status: 502, headers: { 'content-type': 'text/html' } });
		expect((await wholeAnswers(page, longMs)('https://example.org', wanted)).status).toBe(502);
	});

	it('does not wait without end for the rest of an answer', async () => {
		const stalling: typeof fetch = async (_input, init) => {
			const stalled = new ReadableStream({
				start: (controller) => {
					controller.enqueue(new TextEncoder().encode('{'));
					init?.signal?.addEventListener('abort', () => controller.error(init.signal?.reason));
				},
			});
			return new Response(stalled, { headers: json });
		};
		const asked = wholeAnswers(stalling, 1)('https://example.org', wanted);
		await expect(asked).rejects.toMatchObject({ name: 'TimeoutError' });
	});
});
