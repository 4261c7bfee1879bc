import { createI18n } from "vue-i18n";

import type { Language } from "./contract";
import { keptForGood } from "./store/kept";
import { texts } from "./texts";

const KEY = "beian-console.language";

/** The agent's choice, or the browser's wish. */
export function firstLanguage(): Language {
  const kept = keptForGood.get(KEY);
  if (kept === "zh" || kept === "en") {
    return kept;
  }
  return navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";
}

export function keepLanguage(language: Language): void {
  keptForGood.set(KEY, language);
  document.documentElement.lang = tagOf(language);
}

function tagOf(language: Language): "zh-CN" | "en" {
  return language === "zh" ? "zh-CN" : "en";
}

/** Messages are compiled to functions without eval (vue-i18n's JIT mode). */
export function consoleTexts(language: Language) {
  document.documentElement.lang = tagOf(language);
  return createI18n({ legacy: false, locale: language, fallbackLocale: "en", messages: texts });
}
