/** Icons say nothing: what they stand beside does. */
export const texts = { zh: {}, en: {} };
