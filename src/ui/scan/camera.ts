const problems = ['refused', 'none', 'busy', 'failed'] as const;

/** Why there is no picture: `none` no camera was found; `busy` another program has it. */
export type CameraProblem = (typeof problems)[number];

export function isProblem(what: string): what is CameraProblem {
	return (problems as readonly string[]).includes(what);
}

/** Opens the camera that looks away from the person, where there is a choice; the browser may ask them. */
export async function openCamera(): Promise<MediaStream | CameraProblem> {
	try {
		const video = { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } };
		return await navigator.mediaDevices.getUserMedia({ video });
	} catch (error) {
		return problemOf(error);
	}
}

/** Media Capture and Streams §10.3.1 `getUserMedia`. */
export function problemOf(error: unknown): CameraProblem {
	switch (error instanceof DOMException ? error.name : '') {
		case 'NotAllowedError':
		case 'SecurityError':
			return 'refused';
		case 'NotFoundError':
		case 'OverconstrainedError':
			return 'none';
		case 'NotReadableError':
		case 'AbortError':
			return 'busy';
		default:
			return 'failed';
	}
}
