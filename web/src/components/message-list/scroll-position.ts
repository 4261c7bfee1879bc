/** The scroll position of the list. It stays at the end if it was there, stops at the start of what
 * is taller than the list, and stays with what the reader sees when older messages are added
 * above. */

import { onBeforeUnmount, onMounted, ref, shallowRef, type Ref } from "vue";

/** Within this distance the reader counts as being at the end. */
const NEAR = 48;
/** The space above a row that is shown from its start. */
const ROOM_ABOVE = 4;

export function useScrollPosition(
  scroller: Readonly<Ref<HTMLElement | null>>,
  content: Readonly<Ref<HTMLElement | null>>,
) {
  const atEnd = ref(true);
  /** The row shown from its start, until the reader scrolls elsewhere. */
  const shownFrom = shallowRef<Element | null>(null);

  const below = (box: Element, row: Element) =>
    row.getBoundingClientRect().top - box.getBoundingClientRect().top - ROOM_ABOVE;

  function onScroll() {
    const box = scroller.value;
    if (!box) {
      return;
    }
    atEnd.value = box.scrollHeight - box.scrollTop - box.clientHeight <= NEAR;
    if (shownFrom.value) {
      // The scroll offset does not tell: rows above get their true heights only later.
      const distance = below(box, shownFrom.value);
      if (distance < -NEAR || (distance > NEAR && !atEnd.value)) {
        shownFrom.value = null;
      }
    }
  }

  function toEnd() {
    const box = scroller.value;
    if (!box) {
      return;
    }
    shownFrom.value = null;
    box.scrollTop = box.scrollHeight;
    atEnd.value = true;
  }

  /** Show the rows from this one on: their end if there is room for all, else their start. */
  function showFrom(row: Element) {
    const box = scroller.value;
    const all = content.value;
    if (!box || !all) {
      return;
    }
    const height = all.getBoundingClientRect().bottom - row.getBoundingClientRect().top;
    if (height <= box.clientHeight) {
      toEnd();
    } else {
      box.scrollTop += below(box, row);
      atEnd.value = false;
    }
    shownFrom.value = row;
  }

  /** One screenful, less a line for orientation. */
  function onward() {
    const box = scroller.value;
    if (!box) {
      return;
    }
    shownFrom.value = null;
    box.scrollTop += Math.max(box.clientHeight - NEAR, NEAR);
  }

  /** Remember where the reader is. Return a function that goes back there. */
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

  /** Whether the reader is busy with something in the list, such as a form just opened, which must
   * not move away. */
  function insideContent(): boolean {
    const tree = content.value?.getRootNode() as Document | ShadowRoot | undefined;
    return content.value?.contains(tree?.activeElement ?? null) ?? false;
  }

  // Heights change without a message too: the on-screen keyboard, a form, the dots of typing,
  // and rows out of sight whose height was only estimated.
  let observer: ResizeObserver | undefined;
  onMounted(() => {
    toEnd();
    if (typeof ResizeObserver === "undefined") {
      return;
    }
    observer = new ResizeObserver(() => {
      if (insideContent()) {
        return;
      }
      if (shownFrom.value) {
        showFrom(shownFrom.value);
      } else if (atEnd.value) {
        toEnd();
      }
    });
    if (scroller.value) {
      observer.observe(scroller.value);
    }
    if (content.value) {
      observer.observe(content.value);
    }
  });
  onBeforeUnmount(() => observer?.disconnect());

  return { atEnd, shownFrom, onScroll, toEnd, showFrom, onward, hold };
}
