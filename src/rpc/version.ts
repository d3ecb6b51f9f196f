/** Rises with every change that an older page could not speak; such a page is told to reload. */
export const contractVersion = 2;
