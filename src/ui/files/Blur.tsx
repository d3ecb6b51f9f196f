import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

const side = 32;

/** A picture's blur, before the picture itself is here. MSC2448. */
export function Blur({ hash }: { hash: string }): JSX.Element {
	const canvas = useRef<HTMLCanvasElement>(null);
	useEffect(() => {
		void import('blurhash').then(({ decode, isBlurhashValid }) => {
			const context = canvas.current?.getContext('2d');
			if (!context || !isBlurhashValid(hash).result) return;
			const picture = context.createImageData(side, side);
			picture.data.set(decode(hash, side, side));
			context.putImageData(picture, 0, 0);
		});
	}, [hash]);
	return <canvas ref={canvas} class="blur" width={side} height={side} />;
}
