/** The style sheet of the components for files, added to the tree that the first one is in. */

import { onMounted, type Ref } from "vue";

import { addStyles } from "../widget/stylesheet";
import css from "./files.css?inline";

const styled = new WeakSet<Node>();

export function useFileStyles(element: Ref<HTMLElement | null>): void {
  onMounted(() => {
    const root = element.value?.getRootNode();
    if (root instanceof ShadowRoot && !styled.has(root)) {
      styled.add(root);
      addStyles(root, css);
    }
  });
}
