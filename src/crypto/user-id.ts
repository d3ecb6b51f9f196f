const longest = 255;
const host = String.raw`(?:[\dA-Za-z.-]+|\[[\dA-Fa-f:.]{2,45}\])(?::\d{1,5})?`;
const pattern = new RegExp(String.raw`^@[^:\u0000]*:${host}$`, 'u');

/** Whether crypto takes it for a user id. Appendices §User identifiers, with what is historical. */
export function isUserId(text: string): boolean {
	return text.length <= longest && pattern.test(text);
}
