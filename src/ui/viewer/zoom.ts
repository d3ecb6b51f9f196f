/** 1 is the whole picture in the window. */
const steps = [1, 1.5, 2, 3, 4, 6, 8];

/** The next step up or down. */
export function zoomed(zoom: number, direction: 1 | -1): number {
	const next = direction > 0 ? steps.find((step) => step > zoom) : steps.findLast((step) => step < zoom);
	return next ?? zoom;
}
