import { VerificationPhase, type VerificationRequest } from 'matrix-js-sdk/lib/crypto-api/index.js';
import type { SdkDevice } from '../../homeserver/sdk-device.ts';
import type { Locator, Surface } from '../driver/index.ts';
import type { World } from '../world.ts';
import type { Camera } from './camera.ts';

interface Scene {
	world: World;
	camera: Camera;
}

const passphrase = 'two cold springs';

/** The list of devices with one that is not confirmed, another name for it, and signing it out. */
export async function showDevices({ world, camera }: Scene): Promise<void> {
	const settings = await tab(world, 'options.html#devices');
	await camera.take(settings, 'tab', 'devices', { role: 'button', name: 'Confirm Tablet' });
	await settings.click({ role: 'button', name: 'Rename Tablet' });
	await settings.fill({ role: 'textbox', name: 'New name of Tablet' }, ' ');
	await settings.press('Enter');
	await camera.take(settings, 'tab', 'device-rename', 'Give the device a name.');
	await settings.click({ role: 'button', name: 'Cancel' });
	await settings.click({ role: 'checkbox', name: 'Choose Tablet to sign it out' });
	await settings.click({ role: 'button', name: 'Sign out 1 device' });
	const question = { role: 'dialog', name: 'Sign out devices' };
	await camera.take(settings, 'tab', 'device-sign-out', question);
	await settings.click({ role: 'button', name: 'Sign out 1 device', within: question });
	const field = { role: 'textbox', name: 'Password', within: question };
	await settings.fill(field, 'guessed');
	await settings.click({ role: 'button', name: 'Sign out 1 device', within: question });
	await camera.take(settings, 'tab', 'device-sign-out-wrong', { role: 'alert', within: question });
	await settings.close();
}

/** Another device confirmed from the list, step by step. */
export async function showConfirming({ world, camera }: Scene, tablet: SdkDevice): Promise<void> {
	const dialog = { role: 'dialog', name: 'Confirm your device' };
	const settings = await tab(world, 'options.html#devices');
	await settings.click({ role: 'button', name: 'Confirm Tablet' });
	const request = await tablet.nextRequest();
	await camera.take(settings, 'tab', 'verify-waiting', { text: /^Waiting\. Open Messa/, within: dialog });
	await request.accept();
	await camera.take(settings, 'tab', 'verify-ready', { role: 'img', within: dialog });
	await compare(settings, tablet, request, () =>
		camera.take(settings, 'tab', 'verify-compare', { role: 'list', name: 'Emoji to compare' }),
	);
	await camera.take(settings, 'tab', 'verify-done', { text: /is confirmed as your device/, within: dialog });
	await settings.close();
}

/** Bob verified in the chat with him, then somebody else to all appearances; and who can read the chat. */
export async function showPerson({ world, camera }: Scene, bob: SdkDevice, roomId: string): Promise<void> {
	const dialog = { role: 'dialog', name: 'Verify Bob' };
	const panel = await world.browser.page('sidepanel.html', { width: 400, height: 640 });
	await bob.askPerson(world.alice.userId, roomId);
	await camera.take(panel, 'panel', 'verify-asked', 'Bob wants to verify you.');
	await panel.click({ role: 'button', name: 'Answer' });
	await camera.take(panel, 'panel', 'verify-answer', { role: 'button', name: 'Decline', within: dialog });
	await panel.click({ role: 'button', name: 'Decline', within: dialog });
	await panel.click({ role: 'button', name: 'Close', within: dialog, nth: 1 });
	await openBob(panel);
	await panel.click({ role: 'button', name: 'Verify Bob' });
	const request = await bob.nextRequest();
	await request.accept();
	await compare(panel, bob, request, () =>
		camera.take(panel, 'panel', 'verify-person', { role: 'list', name: 'Emoji to compare' }),
	);
	await panel.click({ role: 'button', name: 'Close', within: dialog, nth: 1 });
	const isUnconfirmed = 'Sent from a device that is not confirmed';
	const mark: Locator = { role: 'button', name: isUnconfirmed, nth: 0 };
	await camera.take(panel, 'panel', 'shields', mark, { role: 'img', name: 'Verified' });
	await panel.click(mark);
	await camera.take(panel, 'panel', 'shield-explained', { role: 'dialog', name: isUnconfirmed });
	await panel.press('Escape');
	await panel.click({ role: 'button', name: 'Who can read this chat' });
	const readers = { role: 'dialog', name: 'Who can read this chat' };
	await camera.take(panel, 'panel', 'readers', readers, { role: 'listitem', within: readers, nth: 0 });
	await panel.press('Escape');
	await bob.resetIdentity(world.bobAccount);
	await camera.take(panel, 'panel', 'identity-changed', { role: 'button', name: 'Verify again' });
	await panel.close();
}

/** The backup turned off and on, keys in files, and the recovery key tested and changed. */
export async function showKeyCare({ world, camera }: Scene): Promise<void> {
	const settings = await tab(world, 'options.html');
	const pose = async (button: string, state: string, ...shown: Locator[]): Promise<void> => {
		await settings.click({ role: 'button', name: button });
		await camera.take(settings, 'tab', state, { role: 'dialog' }, ...shown);
	};
	await pose('Turn off', 'backup-off');
	await settings.click({ role: 'button', name: 'Delete the key backup' });
	await pose('Turn on', 'backup-on');
	await settings.press('Enter');
	await camera.take(settings, 'tab', 'backup-on-empty', 'Give your recovery key.');
	await settings.press('Escape');
	await camera.take(settings, 'tab', 'backup-is-off', /^Off\. The keys/);
	await pose('Save keys to a file', 'keys-export');
	await settings.fill({ role: 'textbox', name: 'Passphrase' }, 'two');
	await settings.press('Enter');
	await camera.take(settings, 'tab', 'keys-export-short', /^Make it longer/);
	for (const name of ['Passphrase', 'Passphrase once more']) {
		await settings.fill({ role: 'textbox', name }, passphrase);
	}
	await settings.press('Enter');
	await camera.take(settings, 'tab', 'keys-exported', /^Saved as/);
	await settings.press('Escape');
	await pose('Read keys from a file', 'keys-import');
	const importing = { role: 'dialog', name: 'Read keys from a file' };
	await settings.click({ role: 'button', name: 'Read keys from a file', within: importing });
	await camera.take(settings, 'tab', 'keys-import-empty', 'Choose the file.');
	await settings.press('Escape');
	await pose('Test my recovery key', 'test-key');
	await settings.close();
	const change = await tab(world, 'welcome.html#change');
	await camera.take(change, 'tab', 'change-key', { role: 'button', name: 'Make a new recovery key' });
	await change.close();
	const reset = await tab(world, 'welcome.html#reset');
	await reset.see({ role: 'textbox', name: 'Password' });
	await camera.take(reset, 'tab', 'reset', { role: 'button', name: 'Reset identity and delete key backup' });
	await reset.close();
}

async function tab({ browser }: World, path: string): Promise<Surface> {
	return browser.page(path, { width: 800, height: 800 });
}

async function openBob(panel: Surface): Promise<void> {
	if ((await panel.count({ role: 'textbox', name: 'Message Bob' })) > 0) return;
	await panel.click({ role: 'button', name: /^Bob/ });
	await panel.see({ role: 'textbox', name: 'Message Bob' });
}

/** Goes through a comparison; `show` is called while the emoji are there. */
async function compare(
	window: Surface,
	other: SdkDevice,
	request: VerificationRequest,
	show: () => Promise<void>,
): Promise<void> {
	await request.startVerification('m.sas.v1');
	const { sas } = await other.compare(request);
	await window.see({ role: 'list', name: 'Emoji to compare' });
	await show();
	await window.click({ role: 'button', name: 'They match' });
	await sas.confirm();
	await other.untilPhase(request, VerificationPhase.Done);
}
