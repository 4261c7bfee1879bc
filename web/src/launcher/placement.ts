/** Where the chat's element hangs: on the root element, outside the body, and in the top layer, so
 * that no replaced body, filter, transform or stacking order reaches it. While a modal of the page
 * is open, or a part of it fills the screen, nothing outside can be used; so the chat moves in. */

/** How often a second the element is put back, or freed, at once. A page whose script removes it
 * each time would otherwise be busy with nothing else. */
const MOST_PUT_BACK = 20;
const MOST_FREED = 90;
const CLOSED = "dialog:not([open])";
/** What can fill the screen and holds nothing that is shown. */
const EMPTY = "video, iframe, img, canvas";
const RAISED = ":popover-open, :not([popover])";

type Movable = Element & { moveBefore?(node: Node, child: Node | null): void };

export interface Placement {
  readonly start: () => void;
  /** The focus is in these elements, each of which contains those before. */
  readonly entered: (path: readonly EventTarget[]) => void;
  /** Move into a modal of the page until it is gone. */
  readonly into: (modal: Element) => void;
}

/** `placed` is called when the element has come into the page and may have lost its focus and its
 * scroll positions. It returns false if the page is another, in which the chat has no place. `freed`:
 * when it can be used again, and may have lost its focus. */
export function placementOf(
  host: HTMLElement,
  placed: () => boolean,
  freed: () => void,
): Placement {
  /** The page's modals that are open, the uppermost last. */
  let modals: Element[] = [];
  let efforts = 0;
  const removals = new MutationObserver(settle);
  const dialogs = new MutationObserver((changes) => {
    changes.forEach(({ target }) => entered([target]));
    settle();
  });

  function start(): void {
    document.addEventListener("fullscreenchange", fill);
    window.addEventListener("load", raise);
    document.addEventListener("toggle", toggled, true);
    dialogs.observe(document, { attributeFilter: ["open"], subtree: true });
    new MutationObserver(bare).observe(host, { attributes: true });
    try {
      new ResizeObserver(hidden).observe(host.shadowRoot!.lastElementChild!);
    } catch {
      // A page has something else by that name.
    }
    watch(document.documentElement);
    settle();
    // A dialog that is open already has the focus, in a shadow root too.
    for (let one = document.activeElement; one; one = one.shadowRoot?.activeElement ?? null) {
      entered([one.closest("dialog") ?? one]);
    }
  }

  /** Take off what a page puts on all that is beside a part of its own. */
  function bare(): void {
    const put = ["inert", "hidden", "aria-hidden"].filter((name) => host.hasAttribute(name));
    if (put[0] && mayAgain(MOST_FREED)) {
      put.forEach((name) => host.removeAttribute(name));
      freed();
    }
  }

  /** Count what is done against the page, and return whether it is not too much. */
  function mayAgain(most: number): boolean {
    if (!efforts++) {
      setTimeout(() => {
        const gaveUp = efforts > MOST_PUT_BACK;
        efforts = 0;
        if (gaveUp) {
          settle();
          bare();
        }
      }, 1000);
    }
    return efforts <= most;
  }

  /** Stay above what the page opens later, menus that close by themselves aside. */
  function toggled({ target }: Event): void {
    if (target === host) {
      settle();
    } else if ((target as HTMLElement).popover === "manual") {
      raise();
    }
  }

  function fill(): void {
    settle();
    raise();
  }

  function entered(path: readonly EventTarget[]): void {
    const modal = path.find((one) => matches(one as Element, "dialog:modal"));
    if (modal) {
      into(modal as Element);
    }
  }

  function into(modal: Element): void {
    modals = [...modals.filter((other) => other !== modal), modal];
    // A dialog in a shadow root of the page is not seen from the document.
    dialogs.observe(modal, { attributeFilter: ["open"] });
    settle();
  }

  /** Leave a modal that is no dialog element and was hidden, so that nothing is drawn. */
  function hidden(): void {
    if (!host.getClientRects().length && modals.length) {
      modals.pop();
      settle();
    }
  }

  function settle(): void {
    modals = modals.filter((one) => one.isConnected && !matches(one, CLOSED));
    const full = document.fullscreenElement;
    const parent =
      modals[modals.length - 1] ??
      (full && !matches(full, EMPTY) ? full : document.documentElement);
    if (!document.body) {
      watch(parent); // which the page is writing, maybe anew
      return;
    }
    if (host.parentNode === parent) {
      if (!matches(host, RAISED)) {
        raise();
      }
      return;
    }
    if (mayAgain(MOST_PUT_BACK)) {
      move(host, parent);
      watch(parent);
      raise();
      if (!placed()) {
        removals.disconnect();
        dialogs.disconnect();
        host.remove();
      }
    }
  }

  function watch(parent: Element | null): void {
    removals.disconnect();
    removals.observe(document, { childList: true, subtree: parent !== document.documentElement });
    removals.observe(parent ?? document, { childList: true });
  }

  /** Put the element above all else in the top layer. In older browsers, and where the page has set
   * a z-index for it, it stays where it is. */
  function raise(): void {
    if (!host.isConnected || !host.showPopover) {
      return;
    }
    const low = getComputedStyle(host).getPropertyValue("--beian-z-index");
    host.popover = low ? null : "manual"; // which hides it too
    if (!low) {
      host.hidePopover();
      host.showPopover();
    }
  }

  return { start, entered, into };
}

/** Return whether something matches a selector that older browsers may not know: nothing but an
 * element does. */
function matches(element: Element, selector: string): boolean {
  try {
    return element.matches(selector);
  } catch {
    return false;
  }
}

/** Move with focus and scroll positions, where the browser can. */
function move(host: HTMLElement, parent: Movable): void {
  try {
    parent.moveBefore!(host, null);
  } catch {
    parent.append(host);
  }
}
