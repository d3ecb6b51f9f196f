export interface RequestOptions {
	method?: string;
	/** Sent as JSON, unless it is bytes already. */
	body?: unknown;
	token?: string;
}

/** An answer of a homeserver other than success. */
export class RequestFailure extends Error {
	readonly status: number;
	readonly errcode: string | undefined;

	constructor(request: string, status: number, text: string) {
		super(`${request} answered ${status}: ${text}`);
		this.status = status;
		this.errcode = text.match(/"errcode":\s*"(\w+)"/)?.[1];
	}
}

/**
 * One call to a homeserver's HTTP API, such as `/_matrix/client/v3/account/whoami`.
 * @returns the decoded JSON, whose shape the caller vouches for.
 * @throws RequestFailure for any status but 2xx.
 */
export async function request<T = Record<string, unknown>>(
	baseUrl: string,
	path: string,
	{ method = 'GET', body, token }: RequestOptions = {},
): Promise<T> {
	const isBinary = body instanceof Uint8Array;
	const response = await fetch(baseUrl + path, {
		method,
		headers: {
			...(token && { Authorization: `Bearer ${token}` }),
			...(body !== undefined && {
				'Content-Type': isBinary ? 'application/octet-stream' : 'application/json',
			}),
		},
		...(body !== undefined && { body: isBinary ? new Uint8Array(body) : JSON.stringify(body) }),
	});
	const text = await response.text();
	if (!response.ok) throw new RequestFailure(`${method} ${path}`, response.status, text);
	return JSON.parse(text) as T;
}
