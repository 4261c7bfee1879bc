/** What has the focus may be taken away: another device answers, a file is no paper any more. The
 * focus then goes to what stands beside it, and not to the beginning of the page. */

import { nextTick, watch, type Ref } from "vue";

/** Keep the focus within an element over each change of `source`. `beside`: given what has the
 * focus, before the change, return what finds where it goes if that is gone after the change. */
export function useKeptFocus(
  area: Readonly<Ref<HTMLElement | null>>,
  source: () => unknown,
  beside: (focused: HTMLElement) => () => HTMLElement | null | undefined,
): void {
  // Before the update, while it still has the focus.
  watch(source, async () => {
    const tree = area.value?.getRootNode() as Document | ShadowRoot | undefined;
    const focused = tree?.activeElement as HTMLElement | null | undefined;
    if (!focused || !area.value?.contains(focused)) {
      return;
    }
    const place = beside(focused);
    await nextTick();
    if (!focused.isConnected || focused.matches(":disabled")) {
      place()?.focus({ preventScroll: true });
    }
  });
}
