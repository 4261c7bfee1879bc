/** Where the list is scrolled to: it stays at its end when it was there, and stays with what
 * the reader sees when older messages are put above. */

import { onBeforeUnmount, onMounted, ref, type Ref } from "vue";

/** This near to the end counts as being there. */
const NEAR = 48;

export function useScrollPosition(
  scroller: Readonly<Ref<HTMLElement | null>>,
  content: Readonly<Ref<HTMLElement | null>>,
) {
  const atEnd = ref(true);

  function onScroll() {
    const box = scroller.value;
    if (box) atEnd.value = box.scrollHeight - box.scrollTop - box.clientHeight <= NEAR;
  }

  function toEnd() {
    const box = scroller.value;
    if (!box) return;
    box.scrollTop = box.scrollHeight;
    atEnd.value = true;
  }

  /** Remembers where the reader is; the function it gives goes back there. */
  function hold(): () => void {
    const box = scroller.value;
    const seen = [...(content.value?.querySelectorAll("[data-message]") ?? [])].find(
      (row) => box && row.getBoundingClientRect().bottom > box.getBoundingClientRect().top,
    );
    const before = seen?.getBoundingClientRect().top ?? 0;
    return () => {
      if (box && seen?.isConnected) {
        box.scrollTop += seen.getBoundingClientRect().top - before;
      }
    };
  }

  /** The reader is busy with something in the list, a form that has just opened perhaps, which
   * must not be moved away. */
  function insideContent(): boolean {
    const tree = content.value?.getRootNode() as Document | ShadowRoot | undefined;
    return content.value?.contains(tree?.activeElement ?? null) ?? false;
  }

  // Heights change without a message too: the on-screen keyboard, a form, the dots of typing,
  // and rows out of sight whose height was only estimated.
  let observer: ResizeObserver | undefined;
  onMounted(() => {
    toEnd();
    if (typeof ResizeObserver === "undefined") return;
    observer = new ResizeObserver(() => {
      if (atEnd.value && !insideContent()) toEnd();
    });
    if (scroller.value) observer.observe(scroller.value);
    if (content.value) observer.observe(content.value);
  });
  onBeforeUnmount(() => observer?.disconnect());

  return { atEnd, onScroll, toEnd, hold };
}
