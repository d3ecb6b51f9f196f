import type { JSX } from 'preact';
import encodeQR from 'qr';
import { i18n } from '#i18n';

/** What stays white on each side, in modules. ISO/IEC 18004 §5.3.8. */
const quietZone = 4;
/** About how wide it becomes, in CSS pixels: a whole number of them a module, so that all edges are sharp. */
const width = 240;

/** A QR code that holds these very bytes, dark on white in every theme, since many scanners read no other. */
export function CodePicture({ bytes }: { bytes: Uint8Array }): JSX.Element {
	const textEncoder = (): Uint8Array => bytes;
	const rows = encodeQR('', 'raw', { encoding: 'byte', ecc: 'low', border: quietZone, textEncoder });
	const size = rows.length;
	const pixels = size * Math.max(1, Math.round(width / size));
	const dark = rows.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : [])));
	return (
		<svg
			class="verification-code"
			role="img"
			aria-label={i18n.t('verify.codeName')}
			viewBox={`0 0 ${size} ${size}`}
			width={pixels}
			height={pixels}
			shape-rendering="crispEdges"
		>
			<path d={dark.join('')} />
		</svg>
	);
}
