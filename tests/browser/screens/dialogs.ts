import { article, type Surface } from '../driver/index.ts';
import { names } from './rooms.ts';
import { type Stage, toList } from './stage.ts';

/** Both forms of a new chat, and how they fail. */
export async function showNewChat({ inBoth, world }: Stage): Promise<void> {
	const userId = { role: 'textbox', name: 'User ID' };
	await inBoth(async (window, take) => {
		await toList(window);
		await window.click({ role: 'button', name: 'New chat' });
		await take('new-chat', userId);
		await window.fill(userId, 'bob');
		await window.press('Enter');
		await take('new-chat-malformed', /looks like @name:server/);
		await window.fill(userId, `@nobody:${world.servers.bob.name}`);
		await window.press('Enter');
		await take('new-chat-nobody', { role: 'alert' }, { role: 'button', name: 'Start chat' });
		await window.click({ role: 'radio', name: 'A room' });
		const invite = { role: 'textbox', name: 'Invite people' };
		await window.fill(invite, world.bobAccount.userId);
		await window.press('Enter');
		await window.fill(invite, `@carol:${world.servers.bob.name}`);
		await window.press('Enter');
		await window.click({ role: 'button', name: 'Create room' });
		await take('new-room', 'Give the room a name.');
		await window.press('Escape');
	});
}

/** From the popup over a page, over the browser's own page, and from the right-click menu. */
export async function showSharing(stage: Stage): Promise<void> {
	const { world, site, camera } = stage;
	const { browser } = world;
	const sheet = { role: 'dialog', name: 'Share this page' };
	const room = { role: 'combobox', name: 'Send to' };
	const openSheet = async (): Promise<Surface> => {
		const popup = await browser.popup();
		await toList(popup);
		await popup.click({ role: 'button', name: 'Share this page' });
		await popup.see(sheet);
		return popup;
	};

	const own = await browser.openTab('options.html');
	const unreadable = await openSheet();
	await camera.take(unreadable, 'popup', 'share-unreadable', { role: 'alert' });
	await unreadable.close();
	await own.close();

	const tab = await browser.openTab(site.articleUrl);
	const popup = await openSheet();
	await camera.take(popup, 'popup', 'share', article.title, room);
	await showSources(stage, popup);
	await popup.fill(room, 'Nobody of that name');
	await camera.take(popup, 'popup', 'share-no-match', 'No chat matches.');
	await popup.fill(room, 'street');
	await camera.take(popup, 'popup', 'share-not-encrypted', /is not encrypted/);
	await popup.fill(room, 'Rome');
	await popup.fill({ role: 'textbox', name: 'Comment' }, 'For the long way in the train');
	await popup.click({ role: 'button', name: 'Send' });
	await camera.take(popup, 'popup', 'share-done', `Shared to ${names.trip}`);
	await popup.close();

	await browser.chooseFromContextMenu('Choose…', { tab, selection: article.selectable });
	const small = await browser.waitForTab('popup.html?share=');
	const address = await small.evaluate(() => location.search);
	await small.close();
	const panel = await browser.page(`sidepanel.html${address}`, { width: 400, height: 640 });
	await camera.take(panel, 'panel', 'share-selection', article.selectable, room);
	await panel.close();
	await tab.close();
}

/** What else of the tab can be sent. */
async function showSources({ camera }: Stage, popup: Surface): Promise<void> {
	const choose = (name: string): Promise<void> => popup.click({ role: 'radio', name });
	await choose('Picture');
	await popup.drag({ role: 'application' }, { x: 0.1, y: 0.1 }, { x: 0.6, y: 0.3 });
	await camera.take(popup, 'popup', 'share-picture', /1 place is blacked out/);
	await choose('Article');
	await camera.take(popup, 'popup', 'share-article', { role: 'radio', name: 'Markdown file' });
	await choose('Tabs');
	await camera.take(popup, 'popup', 'share-tabs-unseen', { role: 'button', name: 'Go on in a small window' });
	await choose('Page');
}

/** Settings, and what signing out loses. */
export async function showSettings({ world: { browser }, camera }: Stage): Promise<Surface> {
	const settings = await browser.page('options.html', { width: 800, height: 800 });
	await camera.take(settings, 'tab', 'settings', { role: 'heading', name: 'Your identity' });
	await settings.click({ role: 'button', name: 'Sign out' });
	await camera.take(settings, 'tab', 'sign-out', { role: 'dialog', name: 'Sign out of this device' });
	return settings;
}
