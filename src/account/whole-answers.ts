/**
 * Makes a `fetch` give an answer only when all of it is here: the SDK's own time limit ends with the answer's
 * head, and a body that stalls would be waited for without end. A page where JSON was asked for is no answer
 * of a homeserver, but of something on the way that sends its own.
 * @param silenceMs how long nothing more may come, in ms: a large answer on a slow line may take its time.
 * @returns a `fetch` that throws TypeError for such a page, and TimeoutError after such a silence.
 */
export function wholeAnswers(fetchFn: typeof fetch, silenceMs: number): typeof fetch {
	return async (input, init) => {
		const silence = new Silence(silenceMs);
		const signal = init?.signal ? AbortSignal.any([init.signal, silence.signal]) : silence.signal;
		try {
			const response = await fetchFn(input, { ...init, signal });
			if (response.ok && wantsJson(init) && !isJson(response)) throw new TypeError('an answer is not JSON');
			const body = await wholeBody(response, silence);
			const { status, statusText, headers } = response;
			return new Response(body, { status, statusText, headers });
		} finally {
			silence.end();
		}
	};
}

/** Up to so many bytes an answer stays in this process: the browser keeps blobs in another one. */
const smallBytes = 1_000_000;

/** Aborts when it has lasted for too long. */
class Silence {
	readonly #longestMs: number;
	readonly #abort = new AbortController();
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(longestMs: number) {
		this.#longestMs = longestMs;
		this.begin();
	}

	get signal(): AbortSignal {
		return this.#abort.signal;
	}

	begin(): void {
		this.end();
		const tooLong = new DOMException('an answer stalls', 'TimeoutError');
		this.#timer = setTimeout(() => this.#abort.abort(tooLong), this.#longestMs);
	}

	end(): void {
		clearTimeout(this.#timer);
	}
}

async function wholeBody(response: Response, silence: Silence): Promise<BodyInit | null> {
	const parts: Uint8Array<ArrayBuffer>[] = [];
	let size = 0;
	const reader = response.body?.getReader();
	for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
		parts.push(next.value);
		size += next.value.length;
		silence.begin();
	}
	if (size === 0) return null;
	if (size > smallBytes) return new Blob(parts, { type: response.headers.get('Content-Type') ?? '' });
	const whole = new Uint8Array(size);
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}

function wantsJson(init: RequestInit | undefined): boolean {
	return new Headers(init?.headers).get('Accept') === 'application/json';
}

function isJson({ headers }: Response): boolean {
	return /^application\/json\b/i.test(headers.get('Content-Type') ?? '');
}
