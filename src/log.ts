/** The one logger. Give it what happened and an error; never content, tokens or keys. */
export const log = {
	info(text: string): void {
		console.info(`messa: ${text}`);
	},
	warn(text: string, error?: unknown): void {
		console.warn(`messa: ${text}`, describe(error));
	},
	error(text: string, error?: unknown): void {
		console.error(`messa: ${text}`, describe(error));
	},
};

/** Messages of errors may hold addresses with tokens in them: only names and codes are printed. */
function describe(error: unknown): string {
	if (error === undefined) return '';
	if (!(error instanceof Error)) return typeof error;
	const code =
		'errcode' in error ? ` ${String(error.errcode)}` : 'code' in error ? ` ${String(error.code)}` : '';
	return `${error.name}${code}`;
}
