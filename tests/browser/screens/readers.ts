import { openChat, type Stage } from './stage.ts';

const sheet = { role: 'dialog', name: 'Who can read this chat' };

const choice = { role: 'checkbox', name: 'Only to confirmed devices in this chat' };

/** Who can read a chat, whom it is kept from, and inviting somebody to it. */
export async function showReaders({ inBoth, world }: Stage, chat: string): Promise<void> {
	const field = { role: 'textbox', name: 'User ID', within: sheet };
	await inBoth(async (window, take) => {
		await openChat(window, chat);
		await window.click({ role: 'button', name: 'Who can read this chat' });
		await take('readers', { role: 'listitem', containing: 'Alice', within: sheet });
		await window.click(choice);
		await take('readers-confirmed-only', { text: /nothing/, within: sheet });
		await window.click(choice);
		await window.click({ role: 'button', name: 'Invite someone', within: sheet });
		await take('invite', field);
		await window.fill(field, `@nobody:${world.servers.bob.name}`);
		await window.press('Enter');
		await take('invite-nobody', { role: 'alert' });
		await window.click({ role: 'button', name: 'Close', within: { role: 'list', name: 'Not invited yet' } });
		await window.press('Escape');
	});
}
