import { type ComputedRef, computed } from "vue";
import { useI18n } from "vue-i18n";

import type { Language } from "./contract";
import { saveLanguage } from "./i18n";

/** Return the texts, and the language that they are in. */
export function useLanguage() {
  const i18n = useI18n({ useScope: "global" });
  const { t, locale } = i18n;
  const te = (key: string) => i18n.te(key);
  const language: ComputedRef<Language> = computed(() => (locale.value === "zh" ? "zh" : "en"));
  function switchTo(to: Language) {
    locale.value = to;
    saveLanguage(to);
  }
  return { t, te, language, switchTo };
}
