/** What is in the dialog has the words. */
export const texts = { zh: {}, en: {} };
