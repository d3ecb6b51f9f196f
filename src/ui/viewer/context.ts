import { createContext } from 'preact';

/** Opens the viewer at the picture of the message with that key in the timeline. */
export const ViewerContext = createContext<(messageKey: string) => void>(() => undefined);
