import * as v from 'valibot';

/** Client-server API, Appendices §Room IDs. */
export const roomId = v.pipe(v.string(), v.startsWith('!'), v.maxLength(255));
