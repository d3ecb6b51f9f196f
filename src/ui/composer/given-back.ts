import { type Signal, signal } from '@preact/signals';

/** What was taken back before it left, on its way to the field that it came from. */
export const givenBack: Signal<{ roomId: string; text: string } | undefined> = signal(undefined);

/** Puts a text into the composer of a room that is on screen. */
export function giveBack(roomId: string, text: string): void {
	givenBack.value = { roomId, text };
}
