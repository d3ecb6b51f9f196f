/** What a WebAssembly module begins with: its magic number and version. */
const headBytes = 8;
const customSection = 0;

/**
 * A WebAssembly module without its name section, which holds what functions are called in stack traces and is
 * a good third of the crypto module: each wake would read it. WebAssembly core specification, §Modules and
 * §Name section.
 */
export function withoutNames(module: Uint8Array): Uint8Array {
	const kept = [module.subarray(0, headBytes)];
	for (let begin = headBytes; begin < module.length; ) {
		const size = readLength(module, begin + 1);
		const end = size.next + size.value;
		if (module[begin] !== customSection || nameOf(module, size.next) !== 'name')
			kept.push(module.subarray(begin, end));
		begin = end;
	}
	return Buffer.concat(kept);
}

function nameOf(module: Uint8Array, at: number): string {
	const { value, next } = readLength(module, at);
	return new TextDecoder().decode(module.subarray(next, next + value));
}

/** An unsigned number in LEB128, and where what follows it begins. */
function readLength(module: Uint8Array, at: number): { value: number; next: number } {
	let value = 0;
	for (let next = at, factor = 1; ; next += 1, factor *= 0x80) {
		const byte = module[next] ?? 0;
		value += (byte & 0x7f) * factor;
		if (byte < 0x80) return { value, next: next + 1 };
	}
}
