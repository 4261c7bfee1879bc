import { onScopeDispose, ref, type Ref } from "vue";
import { screenIsSmall } from "./page-scale";

/** Whether the panel covers the page. */
export function useSmallScreen(): Readonly<Ref<boolean>> {
  const small = ref(screenIsSmall());
  const update = (): void => {
    small.value = screenIsSmall();
  };
  window.addEventListener("resize", update);
  onScopeDispose(() => window.removeEventListener("resize", update));
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
