/** Keeps what is typed, pressed and focused in the chat from the page's scripts: one-key shortcuts,
 * guards of modals that take the focus back, handlers that forbid copying or the wheel.
 *
 * An event is caught on the window, before any listener of the document, stopped, and given to the
 * chat as a copy that ends at its shadow root. What the browser does by itself, such as writing the
 * letter, it goes on doing. docs/decisions/0017-isolation.md has what else was tried. */

const TYPES =
  "keydown keypress keyup beforeinput input compositionstart compositionend " +
  "paste copy cut focus blur focusin focusout mousedown mouseup click " +
  "pointerdown pointerup contextmenu selectstart touchstart touchmove touchend wheel";
/** The browser answers to a press on these by itself, and would do it twice with a copy. */
const PRESSED_NATIVELY = "a, input, label, textarea, [type=submit]";

/** Isolate the elements below `root`. `entered`: the focus went to an element of the page; its path,
 * the element itself first. */
export function isolate(root: ShadowRoot, entered: (path: readonly EventTarget[]) => void): void {
  function caught(event: Event): void {
    const { type } = event;
    const path = event.composedPath();
    const inner = path[0] as HTMLElement;
    const other = (event as FocusEvent).relatedTarget as Element | null;
    const ours = path.includes(root);
    if (!ours) {
      if (type === "focusin") {
        entered(path);
      } else if (other === root.host && /^(blur|focusout)$/.test(type)) {
        // To the page, the focus leaves the document, as it does for a frame.
        // It hears of it once that has happened: a field that wants the focus back can't refuse.
        event.stopImmediatePropagation();
        setTimeout(() => inner.dispatchEvent(copyOf(event, { relatedTarget: null })));
      }
      return;
    }
    event.stopImmediatePropagation();
    const native = type === "click" && inner.closest(PRESSED_NATIVELY);
    if (!native && !inner.dispatchEvent(copyOf(event, { composed: false }))) {
      event.preventDefault();
    }
  }

  for (const type of TYPES.split(" ")) {
    window.addEventListener(type, caught, true);
  }
}

function copyOf(event: Event, change: Record<string, unknown>): Event {
  const init: Record<string, unknown> = {};
  const given = event as unknown as Record<string, unknown>;
  for (const name in event) {
    init[name] = given[name];
  }
  Object.assign(init, change);
  const copy = new (event.constructor as typeof Event)(event.type, init);
  if (copy.composed === init.composed) {
    return copy;
  }
  // Firefox makes every key event a composed one, which would come back here and go to the page.
  // Old libraries put something else in the place of Event.
  const plain = new UIEvent(event.type, init);
  for (const name in event) {
    if (!(name in plain)) {
      Object.defineProperty(plain, name, { value: init[name] });
    }
  }
  return plain;
}
