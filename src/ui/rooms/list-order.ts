/**
 * Keeps the places of rows while the pointer is over them: those shown before stay where they were, new
 * ones go to the end, those that left go.
 */
export function heldOrder<T extends { roomId: string }>(before: readonly string[], now: readonly T[]): T[] {
	const places = new Map(before.map((roomId, index) => [roomId, index]));
	const place = ({ roomId }: T): number => places.get(roomId) ?? before.length;
	return [...now].sort((a, b) => place(a) - place(b));
}
