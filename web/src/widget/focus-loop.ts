const FOCUSABLE =
  "a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex='-1'])";

/** Keep the Tab key inside `area`, which covers everything else: the focus must not go where it
 * can't be seen (WCAG 2.4.11). */
export function keepFocusInside(area: HTMLElement, event: KeyboardEvent): void {
  if (event.key !== "Tab") {
    return;
  }
  const all = [...area.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(reachable);
  const first = all[0];
  const last = all[all.length - 1];
  const focused = (area.getRootNode() as Document | ShadowRoot).activeElement;
  const leaving = event.shiftKey ? focused === first || focused === area : focused === last;
  if (leaving && first && last) {
    event.preventDefault();
    (event.shiftKey ? last : first).focus();
  }
}

function reachable(element: HTMLElement): boolean {
  const shown = element.checkVisibility?.() ?? true;
  return shown && !element.matches(":disabled") && element.tabIndex >= 0;
}
