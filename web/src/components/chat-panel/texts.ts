/** The panel's parts have the words. */
export const texts = { zh: {}, en: {} };
