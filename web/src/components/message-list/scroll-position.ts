/** The scroll position of the list. Who is at the end stays there whatever appears, grows or
 * shrinks, until they scroll away themselves; what is taller than the list is shown from its
 * start; and when older messages are added above, the reader stays with what they see. */

import { computed, onBeforeUnmount, onMounted, ref, shallowRef, type Ref } from "vue";
import { PLACED } from "../placed";

/** Within this distance the reader counts as being at the end. */
const NEAR = 48;
/** The space above a row that is shown from its start. */
const ROOM_ABOVE = 4;

/** `end`: at the end. `start`: where this file put the list, at the start of a row too tall for it.
 * `away`: where the reader went. Only the reader's own scrolling leads away. */
type Place = "end" | "start" | "away";

export function useScrollPosition(
  scroller: Readonly<Ref<HTMLElement | null>>,
  content: Readonly<Ref<HTMLElement | null>>,
) {
  const place = ref<Place>("end");
  /** The row shown from its start. */
  const shownFrom = shallowRef<Element | null>(null);
  const atEnd = computed(() => place.value === "end");
  /** What the last position was set or scrolled to, and for which layout. */
  let known = { top: 0, height: 0, room: 0 };

  const below = (box: Element, row: Element) =>
    row.getBoundingClientRect().top - box.getBoundingClientRect().top - ROOM_ABOVE;

  function remember(box: HTMLElement) {
    known = { top: box.scrollTop, height: box.scrollHeight, room: box.clientHeight };
  }

  function onScroll() {
    const box = scroller.value;
    if (!box) {
      return;
    }
    // A new layout moves the list too. That is not the reader's doing, and is about to be mended.
    const newLayout = box.scrollHeight !== known.height || box.clientHeight !== known.room;
    if (observer && newLayout) {
      return;
    }
    if (box.scrollTop === known.top) {
      return;
    }
    remember(box);
    if (box.scrollHeight - box.scrollTop - box.clientHeight <= NEAR) {
      leaveFor("end");
    } else if (!shownFrom.value || Math.abs(below(box, shownFrom.value)) > NEAR) {
      leaveFor("away");
    }
  }

  function leaveFor(where: "end" | "away") {
    place.value = where;
    shownFrom.value = null;
  }

  function toEnd() {
    leaveFor("end");
    const box = scroller.value;
    if (box) {
      box.scrollTop = box.scrollHeight;
      remember(box);
    }
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
      return;
    }
    box.scrollTop += below(box, row);
    place.value = "start";
    shownFrom.value = row;
    remember(box);
  }

  /** One screenful, less a line for orientation. */
  function onward() {
    const box = scroller.value;
    if (!box) {
      return;
    }
    box.scrollTop += Math.max(box.clientHeight - NEAR, NEAR);
    remember(box);
    leaveFor(box.scrollHeight - box.scrollTop - box.clientHeight <= NEAR ? "end" : "away");
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
        remember(box);
      }
    };
  }

  /** Whether the reader fills in a form in the list, which must not move away. */
  function busy(): boolean {
    const tree = content.value?.getRootNode() as Document | ShadowRoot | undefined;
    const focused = tree?.activeElement;
    return !!focused?.closest("form") && !!content.value?.contains(focused);
  }

  // Heights change without a message too: a bar appears, the keyboard, a taller message box, an
  // image, a larger font, the dots of typing.
  function settle() {
    const box = scroller.value;
    if (!box || box.clientHeight === 0) {
      return; // Not shown, as in print.
    }
    if (!busy()) {
      if (place.value === "end") {
        toEnd();
      } else if (shownFrom.value) {
        showFrom(shownFrom.value);
      }
    }
    remember(box);
  }

  /** An element that was taken out of the page and put back begins at its top again. */
  function placedAnew() {
    const box = scroller.value;
    if (box && place.value === "away") {
      box.scrollTop = known.top;
    }
    settle();
  }

  let observer: ResizeObserver | undefined;
  let root: Node | undefined;
  onMounted(() => {
    toEnd();
    root = scroller.value?.getRootNode();
    root?.addEventListener(PLACED, placedAnew);
    if (typeof ResizeObserver === "undefined") {
      return;
    }
    observer = new ResizeObserver(settle);
    if (scroller.value) {
      observer.observe(scroller.value);
    }
    if (content.value) {
      observer.observe(content.value);
    }
  });
  onBeforeUnmount(() => {
    root?.removeEventListener(PLACED, placedAnew);
    observer?.disconnect();
  });

  return { place, atEnd, shownFrom, busy, onScroll, toEnd, showFrom, onward, hold };
}
