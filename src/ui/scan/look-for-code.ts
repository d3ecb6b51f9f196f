import type { Answers } from '../../rpc/contract.ts';
import { type CameraProblem, openCamera } from './camera.ts';

type Scanned = Answers['verification.scan']['scanned'];

/** What the person is to know: `nothing` was recognised for a while; the rest is as its name says. */
export type Sight = 'asking' | CameraProblem | 'looking' | 'nothing' | Scanned;

const pauseMs = 100;
/** So long without a code, and the person may need advice. */
const patienceMs = 10_000;

/**
 * Opens the camera, shows its picture in `video`, and gives each new code in it to `take`, until `leaving`.
 * @param take what a code is, in base64
 */
export async function lookForCode(
	video: HTMLVideoElement,
	leaving: AbortSignal,
	show: (sight: Sight) => void,
	take: (code: string) => Promise<Scanned>,
): Promise<void> {
	show('asking');
	const camera = await openCamera();
	if (!(camera instanceof MediaStream)) {
		show(camera);
		return;
	}
	try {
		if (!leaving.aborted) await lookThrough(camera, video, leaving, show, take);
	} finally {
		for (const track of camera.getTracks()) track.stop();
		video.srcObject = null;
	}
}

async function lookThrough(
	camera: MediaStream,
	video: HTMLVideoElement,
	leaving: AbortSignal,
	show: (sight: Sight) => void,
	take: (code: string) => Promise<Scanned>,
): Promise<void> {
	const { CodeReader } = await import('./code-reader.ts');
	const reader = new CodeReader();
	video.srcObject = camera;
	await video.play();
	show('looking');
	let last: string | undefined;
	let lastSeen = Date.now();
	while (!leaving.aborted) {
		if (camera.getTracks().some(({ readyState }) => readyState === 'ended'))
			throw new Error('the camera ended');
		const code = reader.read(video);
		if (code !== undefined) lastSeen = Date.now();
		else if (Date.now() - lastSeen > patienceMs) show('nothing');
		if (code !== undefined && code !== last) {
			show(await take(code));
			last = code;
		}
		await new Promise((resolve) => setTimeout(resolve, pauseMs));
	}
}
