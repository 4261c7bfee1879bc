/** The bubble above the button that invites a visitor to chat: loaded where the tag has a text for
 * it, docs/embedding.md. */

import type { Language } from "../client/protocol";
import { PLACED } from "../components/placed";
import { preferences } from "../widget/preferences";
import { addStyles } from "../widget/stylesheet";
import { icon } from "./icons";
import css from "./teaser.css?inline";

const KEY = "beian-chat.teaser";
/** How often to look whether the time has come, and whether a dialog of the page is in the way. */
const LOOK_MS = 200;
const DIALOGS =
  "dialog[open], [role=dialog], [role=alertdialog], [aria-modal=true], [popover]:not(beian-chat)";
const INACCESSIBLE = "[aria-hidden=true], [inert]";
const DISMISS: Record<Language, string> = { zh: "不再显示这条提示", en: "Dismiss for good" };

/** Show the text once per visitor, after `afterSeconds` of the page being in sight. Never to whoever
 * chats already, and not while the page shows a dialog. `root`: the launcher's. */
export function tease(root: ShadowRoot, text: string, afterSeconds: number): void {
  if (wasShown() || preferences().activeAt) {
    return;
  }
  const region = root.querySelector<HTMLElement>(".beian-launcher-region")!;
  const launcher = region.querySelector<HTMLElement>(".beian-launcher-button")!;
  const bubble = document.createElement("div");
  const open = buttonOf("open");
  const dismiss = buttonOf("dismiss");
  let shown = false;
  let inSightMs = 0;
  let lookedAt = performance.now();

  function look(): void {
    const now = performance.now();
    const inSight = document.visibilityState === "visible";
    inSightMs += inSight ? now - lookedAt : 0;
    lookedAt = now;
    if (isChatting() || (!shown && wasShown())) {
      end();
    } else if (inSightMs >= afterSeconds * 1000) {
      if (!inSight || dialogIsThere(root.host)) {
        bubble.remove();
      } else if (!bubble.isConnected) {
        shown = true;
        remember();
        dismiss.setAttribute("aria-label", DISMISS[region.lang === "en" ? "en" : "zh"]);
        launcher.before(bubble);
      }
    }
  }

  function isChatting(): boolean {
    return ["aria-expanded", "aria-busy"].some((name) => launcher.getAttribute(name) === "true");
  }

  function putAway(): void {
    const focused = bubble.contains(root.activeElement);
    end();
    if (focused) {
      launcher.focus();
    }
  }

  function end(): void {
    clearInterval(timer);
    root.removeEventListener(PLACED, look);
    bubble.remove();
  }

  bubble.className = "beian-teaser";
  open.textContent = text;
  dismiss.append(icon("cross"));
  bubble.append(open, dismiss);
  open.addEventListener("click", () => {
    putAway();
    launcher.click();
  });
  dismiss.addEventListener("click", putAway);
  bubble.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.preventDefault();
      putAway();
    }
  });
  addStyles(root, css);
  const timer = setInterval(look, LOOK_MS);
  // The chat has moved: into a dialog, maybe.
  root.addEventListener(PLACED, look);
}

function buttonOf(name: string): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = `beian-teaser-${name}`;
  return button;
}

/** Return whether the page shows a dialog of any kind, or a part of it fills the screen. */
function dialogIsThere(host: Element): boolean {
  return (
    host.parentNode !== document.documentElement ||
    Boolean(document.fullscreenElement) ||
    [...document.querySelectorAll(DIALOGS)].some(
      (one) =>
        one.getClientRects().length > 0 &&
        getComputedStyle(one).visibility === "visible" &&
        !one.closest(INACCESSIBLE),
    )
  );
}

function wasShown(): boolean {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}

/** Where storage is blocked, it shows once a page. */
function remember(): void {
  try {
    localStorage.setItem(KEY, new Date().toISOString());
  } catch {
    // Blocked.
  }
}
