import type { JSX } from 'preact';
import { useViewer } from '../account/context.ts';
import { hueOf } from './hue.ts';
import { initials } from './initials.ts';

interface Props {
	/** Room or user id: chooses the colour. */
	id: string;
	name: string;
	/** `mxc:` address of the picture, if any. */
	url?: string | undefined;
	size?: 'small' | 'medium' | 'large';
}

/** A round picture, or initials until it is here. The name always stands beside it, so it is not read out. */
export function Avatar({ id, name, url, size = 'medium' }: Props): JSX.Element {
	const { pictures } = useViewer();
	const address = url?.startsWith('mxc://') ? pictures.picture(url).value : undefined;
	return (
		<span class={`avatar avatar-${size} hue-${hueOf(id)}`} aria-hidden="true">
			{address ? <img src={address} alt="" /> : initials(name)}
		</span>
	);
}
