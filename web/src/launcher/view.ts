import type { Language } from "../client/protocol";
import { PLACED } from "../components/placed";
import theme from "../components/theme.css?inline";
import { pageScale } from "../widget/page-scale";
import { addStyles } from "../widget/stylesheet";
import { icon } from "./icons";
import { isolate } from "./isolation";
import css from "./launcher.css?inline";
import { placementOf } from "./placement";
import type { LauncherSettings } from "./settings";
import { TEXTS } from "./texts";

export interface View {
  language: Language;
  open: boolean;
  loading: boolean;
  failed: boolean;
  unread: number;
}

interface Presses {
  toggle: () => void;
  retry: () => void;
  dismiss: () => void;
  /** The page was written anew, which ended all listeners: nothing here works any more. */
  gone: () => void;
}

const MOST_SHOWN = 99;
/** First, and stronger than any style of the page's: nothing may move, hide or dim the chat, or
 * become what it is placed against. */
const RESET = ":host { all: initial !important }";

/** The button, its badge, and the message that the chat could not be loaded. */
export interface LauncherView {
  readonly root: ShadowRoot;
  /** Put the button into the page, and back whenever the page removes it. */
  readonly attach: () => void;
  /** Move into a modal of the page until it is gone. */
  readonly into: (modal: Element) => void;
  focusButton(): void;
  draw(view: View): void;
}

export function launcherView(settings: LauncherSettings, presses: Presses): LauncherView {
  const host = document.createElement("beian-chat");
  const root = host.attachShadow({ mode: "open" });
  const region = part("section", "region");
  const button = part("button", "button");
  const badge = part("span", "badge");
  const status = part("div", "status");
  const problem = part("div", "problem");
  const problemText = part("div", "problem-text");
  const retry = part("button", "retry");
  const dismiss = part("button", "dismiss");
  /** What has the focus, and loses it when the page removes the chat. */
  let focused: HTMLElement | null = null;

  addStyles(root, RESET + theme + css);
  host.setAttribute("theme", settings.theme);
  host.setAttribute("position", settings.position);
  status.setAttribute("role", "status");
  problem.setAttribute("role", "alert");
  badge.setAttribute("aria-hidden", "true");
  button.setAttribute("aria-haspopup", "dialog");
  button.hidden = !settings.launcher;
  dismiss.append(icon("cross"));
  button.append(icon("chat"), icon("down"), badge);
  region.append(status, problem, button);
  root.append(region);
  button.onclick = presses.toggle;
  retry.onclick = presses.retry;
  dismiss.onclick = presses.dismiss;
  root.addEventListener("focusin", ({ target }) => {
    focused = target as HTMLElement;
  });
  root.addEventListener("focusout", () => {
    setTimeout(() => {
      focused = root.activeElement as HTMLElement | null;
    });
  });
  root.addEventListener(PLACED, (event) => event.preventDefault());
  const refocus = (): void => {
    if (document.activeElement === document.body) {
      focused?.focus({ preventScroll: true });
    }
  };
  const placement = placementOf(
    host,
    () => {
      // Not by CustomEvent: pages have classes of that name.
      const event = document.createEvent("Event");
      event.initEvent(PLACED, false, true);
      if (root.dispatchEvent(event)) {
        presses.gone(); // by document.open, which ends all listeners
        return false;
      }
      refocus();
      return true;
    },
    refocus,
  );
  isolate(root, placement.entered);
  const enlarge = (): void => host.style.setProperty("--beian-scale", `${pageScale()}`);
  enlarge();
  window.addEventListener("resize", enlarge);
  // Scripts of the page that were there first still see keys, and ask whether a text is edited.
  Object.defineProperty(host, "isContentEditable", {
    get: () => root.activeElement?.matches("textarea, input"),
  });

  return {
    root,
    attach: placement.start,
    into: placement.into,
    focusButton: () => button.focus(),
    draw({ language, open, loading, failed, unread }) {
      const texts = TEXTS[language];
      const news = unread > 0 && !open ? texts.unread(unread) : "";
      region.lang = language === "zh" ? "zh-CN" : "en";
      region.setAttribute("aria-label", texts.region);
      const label = open ? texts.close : texts.open;
      button.setAttribute("aria-label", news ? `${label} (${news})` : label);
      button.setAttribute("aria-expanded", `${open}`);
      button.setAttribute("aria-busy", `${loading}`);
      badge.hidden = !news;
      setText(badge, unread > MOST_SHOWN ? `${MOST_SHOWN}+` : `${unread}`);
      setText(status, loading ? texts.loading : news);
      if (!failed) {
        problem.replaceChildren();
      } else {
        setText(problemText, texts.failed);
        setText(retry, texts.retry);
        dismiss.setAttribute("aria-label", texts.dismiss);
        problem.replaceChildren(problemText, dismiss, retry);
      }
    },
  };
}

function part<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  name: string,
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  element.className = `beian-launcher-${name}`;
  return element;
}

/** Set a text, unless it is the same: a live region would be read out again. */
function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}
