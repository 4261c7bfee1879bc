import type { Language } from "../client/protocol";

/** What a text in each language is marked with. */
export const LANGUAGE_TAGS: Record<Language, "zh-CN" | "en"> = { zh: "zh-CN", en: "en" };

/** Return the language to mark a text with, so that screen readers pronounce it correctly whatever
 * the language of the chat (WCAG 3.1.2). Undefined if the text has no letters. */
export function languageOf(text: string): "zh-CN" | "en" | undefined {
  if (/\p{Script=Han}/u.test(text)) {
    return "zh-CN";
  }
  return /\p{Script=Latin}/u.test(text) ? "en" : undefined;
}
