/** How many avatar colours the theme has (`--avatar-0` …). */
export const hueCount = 8;

/** The avatar colour of a room or person: the same on every device, spread evenly (FNV-1a). */
export function hueOf(id: string): number {
	let hash = 0x811c9dc5;
	for (const byte of new TextEncoder().encode(id)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
	return hash % hueCount;
}
