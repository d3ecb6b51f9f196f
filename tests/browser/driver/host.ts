/** A place in a window, in CSS pixels from its top left corner. */
export interface Point {
	x: number;
	y: number;
}

export type ColorScheme = 'light' | 'dark';

/** What one kind of window can do for a `Surface`: the only thing that differs between browsers. */
export interface Host {
	/** Gives the awaited value of an expression, as JSON carries it. The page's policy does not apply. */
	evaluate(expression: string): Promise<unknown>;
	/** Presses and releases the mouse. */
	click(at: Point, button: 'left' | 'right', count: number): Promise<void>;
	hover(at: Point): Promise<void>;
	/** Presses the mouse in one place and releases it in another. */
	drag(from: Point, to: Point): Promise<void>;
	/** Presses one key, with modifiers before it: `Enter`, `Shift+Tab`, `Control+k`. */
	press(keys: string): Promise<void>;
	/** Types with the keyboard into what has focus. */
	type(text: string): Promise<void>;
	/** A PNG of what the window shows. */
	picture(): Promise<Uint8Array>;
	/** Not of a popup, which has the size of its content. */
	resize(width: number, height: number): Promise<void>;
	/** In Firefox it is that of all windows. */
	setColorScheme(scheme: ColorScheme): Promise<void>;
	/** Brings it before the person, where it can lie behind others. */
	show(): Promise<void>;
	close(): Promise<void>;
	isClosed(): Promise<boolean>;
}

export const noResize = 'A popup has the size of its content: take a page in a tab for another size';
