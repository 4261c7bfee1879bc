/** The language that a given text is marked with, so that screen readers pronounce it rightly
 * whatever the language of the chat (WCAG 3.1.2); undefined where it has no letters. */
export function languageOf(text: string): "zh-CN" | "en" | undefined {
  if (/\p{Script=Han}/u.test(text)) {
    return "zh-CN";
  }
  return /\p{Script=Latin}/u.test(text) ? "en" : undefined;
}
