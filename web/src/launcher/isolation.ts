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

interface Listeners {
  /** The focus went to an element of the page: its path, the element itself first. */
  entered: (path: readonly EventTarget[]) => void;
  /** A script of the page took the focus from an element of the chat. */
  robbed: (from: HTMLElement, by: Element) => void;
}

/** Isolate the elements below `root`. */
export function isolate(root: ShadowRoot, { entered, robbed }: Listeners): void {
  /** Whether the visitor has done something that moves the focus to the page. */
  let leaving = false;

  function caught(event: Event): void {
    const { type } = event;
    const path = event.composedPath();
    const inner = path[0] as HTMLElement;
    const other = (event as FocusEvent).relatedTarget as Element | null;
    const ours = path.includes(root);
    if (/down$/.test(type)) {
      leaving = !ours || (event as KeyboardEvent).key === "Tab";
    }
    if (!ours) {
      if (type === "focusin") {
        entered(path);
      } else if (other === root.host && /^(blur|focusout)$/.test(type)) {
        // To the page, the focus leaves the document, as it does for a frame.
        event.stopImmediatePropagation();
        inner.dispatchEvent(copyOf(event, { relatedTarget: null }));
      }
      return;
    }
    event.stopImmediatePropagation();
    if (type === "focusout" && other && !leaving) {
      robbed(inner, other);
    }
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
  const init = new Proxy(event, {
    get: (from, name): unknown =>
      name in change ? change[name as string] : Reflect.get(from, name),
  });
  return new (event.constructor as typeof Event)(event.type, init);
}
