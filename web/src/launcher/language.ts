import type { Language } from "../client/protocol";

/** Return the chat's language for a language tag (`zh-Hant-TW` is zh), or undefined. */
export function languageOf(tag: unknown): Language | undefined {
  const primary = /^(zh|en)(?![a-z])/i.exec(typeof tag === "string" ? tag : "")?.[1]?.toLowerCase();
  return primary as Language | undefined;
}

/** Return the page's language, or else the first of the browser's languages that the chat has, or
 * else English. */
export function pageLanguage(): Language {
  const tags = [document.documentElement.lang, ...navigator.languages];
  return tags.map(languageOf).find((language) => language !== undefined) ?? "en";
}
