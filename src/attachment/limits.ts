/**
 * The largest file that is sent or taken, in bytes. Nothing but the browser's own blobs holds a whole file, but
 * those may be memory.
 */
export const largestFileBytes = 500 * 1024 * 1024;
