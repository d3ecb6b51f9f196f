import type { ColorScheme } from './host.ts';
import type { Network } from './network.ts';
import type { Surface } from './surface.ts';

export type BrowserName = 'chromium' | 'firefox';

export interface LaunchOptions {
	/** A directory to keep the profile in; without it, a temporary one that goes with the browser. */
	profileDir?: string;
	/** The built extension; by default the build of this checkout for that browser. */
	extensionDir?: string;
	headless?: boolean;
	/** What is in the environment of the browser alone. */
	env?: Record<string, string>;
	/** What the browser prefers to speak, as a BCP 47 tag. */
	locale?: string;
	colorScheme?: ColorScheme;
	/** A video file that the camera sees, in Chromium; Firefox has a pattern instead. Without it there is no camera. */
	camera?: string;
	/** Traffic goes straight to this machine's servers, past `network`: for measurements. */
	isDirect?: boolean;
}

/** A notification that the extension has shown. */
export interface ShownNotification {
	title: string;
	message: string;
}

/** What a person right-clicks, in a tab. */
export interface ClickedOn {
	/** The tab with the web page. */
	tab: Surface;
	/** The selected text, the link or the image under the pointer, by its text, name or alternative text. */
	selection?: string;
	link?: string;
	image?: string;
	/** The video or the sound, by its name. */
	media?: string;
	/** The tab itself, in the row of tabs. */
	isOnTab?: boolean;
}

/** A real browser with the built extension, as one person on one computer uses it. */
export interface Browser {
	readonly name: BrowserName;
	/** The address of the extension's own pages, with a slash at the end. */
	readonly extensionUrl: string;
	readonly profileDir: string;
	/** Where files land that the person saves. */
	readonly downloadsDir: string;
	/** All traffic of the browser: to record, to take away. */
	readonly network: Network;

	/**
	 * Closes the browser as a person does and starts it again on the same profile. Surfaces of before are gone.
	 * `meanwhile` runs while it is closed.
	 */
	restart(meanwhile?: () => Promise<void>): Promise<void>;
	/** Ends the browser's process at once, as a crash does, and starts it again on the same profile. */
	crash(): Promise<void>;
	/** Puts another build in the place of the installed one, as an update does. Its version must be higher. */
	update(extensionDir: string): Promise<void>;
	close(): Promise<void>;

	/** The tab of the extension that opened by itself, such as `welcome.html`. */
	waitForTab(path: string): Promise<Surface>;
	/** Opens an address, or a path of the extension, in a new tab, or in the tab of a new window. */
	openTab(url: string, size?: Size, type?: 'tab' | 'window'): Promise<Surface>;
	/** An extension page in a tab of that size: for pictures and audits. */
	page(path: string, size?: Size): Promise<Surface>;
	/** The popup, opened from the toolbar over the tab that lies in front. */
	popup(): Promise<Surface>;
	/** The popup that the extension opened by itself, or the small window that it opened instead. */
	openedPopup(): Promise<Surface>;
	/** Chromium's side panel, Firefox's sidebar. */
	panel(): Promise<Surface>;

	killBackground(): Promise<void>;
	isBackgroundAlive(): Promise<boolean>;
	/** Runs a self-contained function in the background, which is woken for it. */
	inBackground<A extends unknown[], T>(body: (...args: A) => T | Promise<T>, ...args: A): Promise<T>;

	/** Answers the browser's question for the camera, now and later. */
	allowCamera(isAllowed: boolean): Promise<void>;

	/**
	 * Lets the extension have its optional permissions when it asks for them, without a question. Chromium is restarted
	 * for it.
	 */
	allowPermissions(): Promise<void>;
	/** Answers the browser's question for an optional permission with no; Chromium's is out of a debugger's reach. */
	refusePermission(): Promise<void>;

	/** Presses the key of the command with that name. */
	pressCommand(name: string): Promise<void>;

	/** Types behind the extension's keyword in the address bar. @returns what is offered below it, as it is shown. */
	typeInAddressBar(typed: string): Promise<string[]>;
	/** Enters what was typed behind the extension's keyword. */
	enterInAddressBar(typed: string): Promise<void>;

	badgeText(): Promise<string>;
	/** The notifications that were shown since launch, the newest last, without those taken back. */
	notifications(): Promise<ShownNotification[]>;
	/** Clicks the newest notification with that title. */
	clickNotification(title: string): Promise<void>;
	/** The titles of the extension's entries in the menu of a right click. */
	contextMenu(on: ClickedOn): Promise<string[]>;
	/** Right-clicks and chooses the extension's entry with that title. */
	chooseFromContextMenu(title: string, on: ClickedOn): Promise<void>;

	/** The title of the entry that is highlighted in the open menu, where the browser tells: in Firefox. */
	highlightedEntry(): Promise<string | undefined>;

	/**
	 * Leaves what the browser stores no more than so many bytes; undefined takes that back. Firefox is restarted
	 * for it; Chromium heeds it within half a minute, and never for an extension with `unlimitedStorage`.
	 */
	limitStorage(bytes: number | undefined): Promise<void>;

	/** The directories on disk that hold the extension's databases and storage. */
	storageDirs(): Promise<string[]>;
}

export interface Size {
	width: number;
	height: number;
}
