/** A text on its way to a room, without a page. */
export interface TextDraft {
	text: string;
	/** The room that the person asked for, if they named one. */
	roomId?: string;
}
