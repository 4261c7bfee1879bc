import { expect, it } from "vitest";
import { createI18n } from "vue-i18n";

import { texts, type Texts } from "../components/texts";
import { compileText } from "./i18n";

const GIVEN = { count: 7, limit: 9, over: 3, position: 2, minutes: 5, number: "T-1", due: "8:00" };

function keys(tree: Texts, path = ""): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [path + key] : keys(value, `${path}${key}.`),
  );
}

it.each(["zh", "en"] as const)(
  "reads the texts in %s as vue-i18n's own compiler does",
  (locale) => {
    const options = { legacy: false as const, locale, messages: texts, missingWarn: false };
    const own = createI18n(options).global;
    const ours = createI18n({ ...options, messageCompiler: compileText }).global;
    const all = keys(texts[locale]);
    expect(all.length).toBeGreaterThan(50);
    for (const key of all) {
      for (const many of [0, 1, 5]) {
        expect(ours.t(key, GIVEN, many)).toBe(own.t(key, GIVEN, many));
      }
    }
  },
);
