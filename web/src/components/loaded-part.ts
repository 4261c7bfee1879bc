/** What a part that is loaded on demand brings with it: its texts and its style sheet. */

import { onMounted, type Ref } from "vue";
import { useI18n } from "vue-i18n";

import type { Language } from "../client/protocol";
import { addStyles } from "../widget/stylesheet";
import type { FolderTexts } from "./texts";

/** Add a folder's texts to those of the panel, under the folder's name, and return all. */
export function useLoadedTexts(folder: string, texts: FolderTexts) {
  const all = useI18n({ useScope: "global" });
  for (const language of ["zh", "en"] as const) {
    if (!(folder in all.getLocaleMessage(language))) {
      all.mergeLocaleMessage(language, { [folder]: texts[language] });
    }
  }
  return all;
}

/** Add a folder's texts, and return what looks them up: in the language of the conversation, as all
 * that is said in it, or in the page's where none is given. */
export function useSpokenTexts(
  folder: string,
  texts: FolderTexts,
  language: () => Language | undefined,
) {
  const { t, locale } = useLoadedTexts(folder, texts);
  return (key: string, named: Record<string, unknown> = {}): string =>
    t(key, named, { locale: language() ?? locale.value });
}

const styled = new WeakMap<Node, Set<string>>();

/** Add a style sheet, once, to the shadow root that an element is in. */
export function useLoadedStyles(element: Readonly<Ref<HTMLElement | null>>, css: string): void {
  onMounted(() => {
    const root = element.value?.getRootNode();
    if (!(root instanceof ShadowRoot)) {
      return;
    }
    const sheets = styled.get(root) ?? new Set();
    styled.set(root, sheets);
    if (!sheets.has(css)) {
      sheets.add(css);
      addStyles(root, css);
    }
  });
}
