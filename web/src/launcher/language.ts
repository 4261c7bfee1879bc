import type { Language } from "../client/protocol";

/** The chat's language for a language tag (`zh-Hant-TW` is zh), if it has it. */
export function languageOf(tag: unknown): Language | undefined {
  const primary = /^(zh|en)(?![a-z])/i.exec(typeof tag === "string" ? tag : "")?.[1]?.toLowerCase();
  return primary as Language | undefined;
}

/** The page's language, else the first of the browser's that the chat has, else English. */
export function pageLanguage(): Language {
  const tags = [document.documentElement.lang, ...navigator.languages];
  return tags.map(languageOf).find((language) => language !== undefined) ?? "en";
}
