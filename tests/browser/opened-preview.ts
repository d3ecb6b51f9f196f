import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OwnFiles } from './attach-files.ts';
import type { Surface } from './driver/index.ts';
import type { World } from './world.ts';

/** A preview's picture, as another client opens it. */
export interface OpenedPicture {
	bytes: Buffer;
	width: number;
	height: number;
	/** In the middle of the left half and of the right half. */
	colours: string[];
}

/** Opens the picture of a message's preview, as Bob has it. @param bare a page to draw it in */
export async function openPreview(
	{ world, files, bare }: { world: World; files: OwnFiles; bare: Surface },
	eventId: string,
): Promise<OpenedPicture> {
	const path = join(files.dir, 'preview.jpg');
	await world.bob.savePreview(eventId, path);
	const bytes = await readFile(path);
	const drawn = await bare.evaluate(async (base64) => {
		const image = new Image();
		image.src = `data:image/jpeg;base64,${base64}`;
		await image.decode();
		const { naturalWidth: width, naturalHeight: height } = image;
		const canvas = document.createElement('canvas');
		Object.assign(canvas, { width, height });
		const context = canvas.getContext('2d');
		context?.drawImage(image, 0, 0);
		const colours = [1, 3].map((quarter) => {
			const [red = 0, , blue = 0] = context?.getImageData((width * quarter) / 4, height / 2, 1, 1).data ?? [];
			return red > blue + 100 ? 'red' : blue > red + 100 ? 'blue' : 'neither';
		});
		return { width, height, colours };
	}, bytes.toString('base64'));
	return { bytes, ...drawn };
}
