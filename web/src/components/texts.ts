/** The texts of all components for vue-i18n, each folder's under the folder's name. */

import type { Language } from "../client/protocol";

export interface Texts {
  [key: string]: string | Texts;
}

export type FolderTexts = Record<Language, Texts>;

const ofFolders = import.meta.glob<FolderTexts>("./*/texts.ts", {
  import: "texts",
  eager: true,
});

function textsIn(language: Language): Texts {
  return Object.fromEntries(
    Object.entries(ofFolders).map(([path, texts]) => [path.split("/")[1], texts[language]]),
  );
}

export const texts: FolderTexts = { zh: textsIn("zh"), en: textsIn("en") };
