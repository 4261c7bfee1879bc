import { createI18n } from "vue-i18n";
import type { Language } from "../client/protocol";
import { texts } from "../components/texts";
import { SHELL_TEXTS } from "./texts";

/** The panel's texts. Messages are compiled to functions without eval (vue-i18n's JIT mode). */
export function panelTexts(language: Language) {
  return createI18n({
    legacy: false,
    locale: language,
    fallbackLocale: "en",
    messages: {
      zh: { ...texts.zh, shell: SHELL_TEXTS.zh },
      en: { ...texts.en, shell: SHELL_TEXTS.en },
    },
  });
}
