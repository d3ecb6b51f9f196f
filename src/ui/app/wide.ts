import { type ReadonlySignal, signal } from '@preact/signals';

const query = matchMedia('(min-width: 640px)');
const isWideNow = signal(query.matches);
query.addEventListener('change', () => (isWideNow.value = query.matches));

/** Whether list and chat stand side by side. */
export const isWide: ReadonlySignal<boolean> = isWideNow;
