import { onScopeDispose, ref, type Ref } from "vue";

/** Where the panel covers the page; frame.css and launcher/launcher.ts say the same. Low windows
 * count too: a phone in landscape, or a page at 200 % zoom. */
const SMALL_SCREEN = "(max-width: 480px), (max-height: 440px)";

/** Whether the panel covers the page. */
export function useSmallScreen(): Readonly<Ref<boolean>> {
  const query = window.matchMedia?.(SMALL_SCREEN);
  const small = ref(query?.matches ?? false);
  const update = (): void => {
    small.value = query.matches;
  };
  query?.addEventListener("change", update);
  onScopeDispose(() => query?.removeEventListener("change", update));
  return small;
}

interface VisibleArea {
  top: number;
  height: number;
}

/** The part of the window above the on-screen keyboard, in CSS pixels; null if the browser does not
 * report it, or the visitor has pinch-zoomed. */
export function useVisibleArea(): Readonly<Ref<VisibleArea | null>> {
  const viewport = window.visualViewport;
  const area = ref<VisibleArea | null>(null);
  const update = (): void => {
    const zoomed = !viewport || viewport.scale > 1.01;
    area.value = zoomed ? null : { top: viewport.offsetTop, height: viewport.height };
  };
  update();
  viewport?.addEventListener("resize", update);
  viewport?.addEventListener("scroll", update);
  onScopeDispose(() => {
    viewport?.removeEventListener("resize", update);
    viewport?.removeEventListener("scroll", update);
  });
  return area;
}
