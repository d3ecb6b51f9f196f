import type { Device } from 'matrix-js-sdk/lib/models/device.js';

/** Somebody's devices, as the SDK knows them, without the dehydrated one (MSC3814), which nobody uses. */
export function realDevices(devices: ReadonlyMap<string, Device> | undefined): Device[] {
	return [...(devices?.values() ?? [])].filter(({ dehydrated }) => !dehydrated);
}
