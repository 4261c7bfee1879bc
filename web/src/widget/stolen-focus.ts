/** Gives the focus back to a text field of the chat that a script of the page took it from: a timer
 * that focuses a field of its own or ends the focus, the guard of a modal.
 *
 * launcher/isolation.ts shows the chat its own events alone, as copies, and leaves the page's on the
 * window: so a key or press that is heard there was for the page. */

const TEXT_FIELDS = "textarea, input";
const MODALS = "dialog, [role*=dialog], [aria-modal]";
const PRESSES = ["keydown", "mousedown", "pointerdown"];

/** `into` moves the chat into a modal of the page. */
export function keepFocus(root: ShadowRoot, into: (modal: Element) => void): void {
  const host = root.host as HTMLElement;
  /** Whether the visitor has done something that moves the focus to the page. */
  let leaving = false;
  /** The focus was given back a moment ago. */
  let returned = false;

  const writing = (): boolean => !!root.activeElement?.matches(TEXT_FIELDS);

  // To a page's script, what has the focus is the host.
  host.blur = () => {
    if (leaving || !writing()) {
      HTMLElement.prototype.blur.call(host);
    }
  };
  for (const type of PRESSES) {
    window.addEventListener(type, () => void (leaving = true), true);
    root.addEventListener(type, (event) => void (leaving = (event as KeyboardEvent).key === "Tab"));
  }
  root.addEventListener("focusin", () => void (leaving = false));
  root.addEventListener("focusout", (event) => {
    const from = event.target as HTMLElement;
    const by = (event as FocusEvent).relatedTarget;
    // What takes it again at once, without `focus()`, would go on for ever, and keeps it.
    if (
      leaving ||
      returned ||
      !(by instanceof Element) ||
      root.contains(by) ||
      !from.matches(TEXT_FIELDS)
    ) {
      return;
    }
    returned = true;
    setTimeout(() => void (returned = false));
    refuse(by as HTMLElement);
    // Before any other key is heard.
    queueMicrotask(() => {
      const modal = by.closest(MODALS);
      if (modal) {
        into(modal); // whose guard lets nobody write outside of it
      }
      from.focus({ preventScroll: true });
    });
  });

  /** Let an element that took the focus take it from nobody who writes: not for a moment, which
   * would end the composition of an input method. */
  function refuse(thief: HTMLElement): void {
    const focuses = HTMLElement.prototype;
    if (thief.focus === focuses.focus) {
      thief.focus = (options) => {
        if (leaving || !writing()) {
          focuses.focus.call(thief, options);
        }
      };
    }
  }
}
