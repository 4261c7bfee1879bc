import { createI18n, type MessageCompiler, type MessageContext } from "vue-i18n";
import type { Language } from "../client/protocol";
import { asWritten, conversion } from "../components/conversion";
import { texts } from "../components/texts";
import { SHELL_TEXTS } from "./texts";

/** Compiles a text with {names} and, between " | ", forms for one and for many: all that the panel's
 * texts use of vue-i18n's format, whose own compiler is larger than all of them. What stands for a
 * name is not converted. */
export const compileText: MessageCompiler = (text) => (context: MessageContext) => {
  const shown = conversion.value(text as string);
  const forms = shown.split(" | ");
  const form = forms.length > 1 ? context.plural(forms) : shown;
  return form.replace(/\{(\w+)\}/g, (_: string, name: string) => String(context.named(name)));
};

/** The panel's texts. */
export function panelTexts(language: Language) {
  return createI18n({
    legacy: false,
    locale: language,
    fallbackLocale: "en",
    messageCompiler: compileText,
    messages: {
      zh: { ...texts.zh, shell: SHELL_TEXTS.zh },
      en: { ...texts.en, shell: SHELL_TEXTS.en },
    },
  });
}

let wanted = false;

/** Show the panel's texts in Traditional characters, or as they are written. */
export async function showTraditional(on: boolean): Promise<void> {
  wanted = on;
  const convert = on ? (await import("./traditional")).traditional : asWritten;
  if (wanted === on) {
    conversion.value = convert;
  }
}
