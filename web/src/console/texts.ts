/** The console's texts for vue-i18n, each folder's under the folder's name. */

import type { FolderTexts, Texts } from "../components/texts";
import type { Language } from "./contract";

const ofFolders = import.meta.glob<FolderTexts>("./components/*/texts.ts", {
  import: "texts",
  eager: true,
});

function textsIn(language: Language): Texts {
  return Object.fromEntries(
    Object.entries(ofFolders).map(([path, texts]) => [path.split("/")[2], texts[language]]),
  );
}

export const texts: FolderTexts = { zh: textsIn("zh"), en: textsIn("en") };
