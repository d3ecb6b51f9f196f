import { stayLive } from './live.ts';
import { playJourney } from './play.ts';

/**
 * `npm run demo [-- firefox]`: the main job on two private homeservers. With a display, a browser to try
 * it in; without one, the whole journey as a transcript with pictures.
 */
const browserName = process.argv.includes('firefox') ? 'firefox' : 'chromium';
const hasDisplay = Boolean(
	process.env.DISPLAY || process.env.WAYLAND_DISPLAY || process.platform === 'darwin',
);
const interrupted = new Promise<void>((resolve) => {
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => resolve());
});

process.exitCode = await (hasDisplay
	? stayLive(browserName, interrupted)
	: playJourney(browserName, interrupted));
process.exit();
