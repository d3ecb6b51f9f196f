import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Surface } from '../driver/index.ts';
import { picturesDir } from './camera.ts';
import { messages } from './rooms.ts';
import { openChat, type Stage } from './stage.ts';

/** Sets the popup and the side panel side by side: `docs/messa.png` is a copy of `test-output/pictures/messa.png`. */
export async function takePortrait({ world: { browser } }: Stage): Promise<void> {
	const popup = await browser.popup();
	await openChat(popup, 'Bob');
	await popup.see(/night train/);
	const left = await picture(popup);
	await popup.close();
	const panel = await browser.page('sidepanel.html', { width: 800, height: 560 });
	await panel.see({ text: 'And for ice cream', within: messages });
	await panel.see({ text: /best line of all/ });
	const right = await picture(panel);
	await panel.close();

	const frame = await browser.openTab('about:blank', { width: 1276, height: 624 });
	await frame.evaluate(
		async (images) => {
			document.body.style.cssText =
				'margin: 0; padding: 32px; display: flex; justify-content: space-between; background: #c9ccd6';
			for (const base64 of images) {
				const image = new Image();
				image.src = `data:image/png;base64,${base64}`;
				image.style.cssText =
					'block-size: 560px; border-radius: 8px; box-shadow: 0 4px 24px rgb(0 0 0 / 0.2)';
				document.body.append(image);
				await image.decode();
			}
		},
		[left, right],
	);
	await writeFile(join(picturesDir, 'messa.png'), await frame.host.picture());
	await frame.close();
}

async function picture(window: Surface): Promise<string> {
	await window.setColorScheme('light');
	return Buffer.from(await window.host.picture()).toString('base64');
}
