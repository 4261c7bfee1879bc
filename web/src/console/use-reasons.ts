import { texts as ofFiles } from "../files/texts";
import { useLanguage } from "./use-language";

/** Return what tells why the desk has refused something, in the agent's language. */
export function useReasons() {
  const { t, te, language } = useLanguage();

  /** `code`: the desk's, or a fault of a file; `sentence`: for developers, shown for a code that
   * has no words. */
  function why(code: string, sentence = code): string {
    const key = `console-app.error.${code}`;
    if (te(key)) {
      return t(key);
    }
    const faults: Record<string, string | undefined> = ofFiles[language.value].fault;
    const waits: Record<string, string | undefined> = ofFiles[language.value].waits;
    const ofFile = faults[code] ?? waits[code];
    return ofFile ?? t("console-app.error.unknown", { reason: sentence });
  }

  return { why };
}
