import { createI18n } from "vue-i18n";

import type { Language } from "./contract";
import { localValues } from "./store/browser-values";
import { texts } from "./texts";

const KEY = "beian-console.language";

/** Return the language that the agent chose, or else the browser's. */
export function firstLanguage(): Language {
  const chosen = localValues.get(KEY);
  if (chosen === "zh" || chosen === "en") {
    return chosen;
  }
  return navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";
}

export function saveLanguage(language: Language): void {
  localValues.set(KEY, language);
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
