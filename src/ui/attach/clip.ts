import { frameFacts, type PictureFacts } from './picture.ts';

/** What a message tells of a video or a sound. */
export interface ClipFacts extends Partial<PictureFacts> {
	/** In ms. */
	duration?: number;
}

const longestWaitMs = 8_000;

/** Measures a video or a sound; what the browser cannot play tells nothing of itself. */
export async function clipFacts(clip: Blob, kind: 'video' | 'audio'): Promise<ClipFacts> {
	const address = URL.createObjectURL(clip);
	const player = document.createElement(kind);
	try {
		player.muted = true;
		player.preload = 'auto';
		player.src = address;
		await happens(player, 'loadeddata');
		const duration = Number.isFinite(player.duration) ? { duration: Math.round(player.duration * 1000) } : {};
		if (!(player instanceof HTMLVideoElement) || player.videoWidth === 0) return duration;
		// The first frame is often black.
		player.currentTime = Math.min(1, (player.duration || 0) / 3);
		await happens(player, 'seeked');
		return { ...duration, ...(await frameFacts(player)) };
	} catch {
		return {};
	} finally {
		player.removeAttribute('src');
		player.load();
		URL.revokeObjectURL(address);
	}
}

async function happens(player: HTMLMediaElement, event: string): Promise<void> {
	const { promise, resolve, reject } = Promise.withResolvers<void>();
	const timer = setTimeout(() => reject(new Error('too slow')), longestWaitMs);
	player.addEventListener(event, () => resolve(), { once: true });
	player.addEventListener('error', () => reject(player.error), { once: true });
	await promise.finally(() => clearTimeout(timer));
}
