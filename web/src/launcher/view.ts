import type { Language } from "../client/protocol";
import theme from "../components/theme.css?inline";
import { addStyles } from "../widget/stylesheet";
import { icon } from "./icons";
import css from "./launcher.css?inline";
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
}

const MOST_SHOWN = 99;

/** Draws the button, its badge, and the message that the chat could not be loaded. */
export class LauncherView {
  readonly root: ShadowRoot;
  readonly #host = document.createElement("beian-chat");
  readonly #region = part("div", "region");
  readonly #button = part("button", "button");
  readonly #badge = part("span", "badge");
  readonly #status = part("div", "status");
  readonly #problem = part("div", "problem");
  readonly #problemText = part("p", "problem-text");
  readonly #retry = part("button", "retry");
  readonly #dismiss = part("button", "dismiss");

  constructor(settings: LauncherSettings, presses: Presses) {
    this.root = this.#host.attachShadow({ mode: "open" });
    addStyles(this.root, theme + css);
    this.#host.setAttribute("theme", settings.theme);
    this.#host.setAttribute("position", settings.position);
    this.#region.setAttribute("role", "region");
    this.#status.setAttribute("role", "status");
    this.#problem.setAttribute("role", "alert");
    this.#badge.setAttribute("aria-hidden", "true");
    this.#button.setAttribute("aria-haspopup", "dialog");
    this.#button.hidden = !settings.launcher;
    this.#dismiss.append(icon("cross"));
    this.#button.append(icon("chat"), icon("down"), this.#badge);
    this.#region.append(this.#status, this.#problem, this.#button);
    this.root.append(this.#region);
    for (const button of [this.#button, this.#retry, this.#dismiss]) {
      button.type = "button";
    }
    this.#button.addEventListener("click", presses.toggle);
    this.#retry.addEventListener("click", presses.retry);
    this.#dismiss.addEventListener("click", presses.dismiss);
  }

  /** Put the button into the page, and back if a single-page app replaces the body. */
  attach(): void {
    const append = (): void => {
      if (document.body && !document.body.contains(this.#host)) {
        document.body.append(this.#host);
      }
    };
    append();
    new MutationObserver(append).observe(document.documentElement, { childList: true });
  }

  focusButton(): void {
    this.#button.focus();
  }

  contains(element: Element | null): boolean {
    return this.#host.contains(element);
  }

  draw({ language, open, loading, failed, unread }: View): void {
    const texts = TEXTS[language];
    const news = unread > 0 && !open ? texts.unread(unread) : "";
    this.#region.lang = language === "zh" ? "zh-CN" : "en";
    this.#region.setAttribute("aria-label", texts.region);
    const label = open ? texts.close : texts.open;
    this.#button.setAttribute("aria-label", news ? `${label} (${news})` : label);
    this.#button.setAttribute("aria-expanded", String(open));
    this.#button.setAttribute("aria-busy", String(loading));
    this.#badge.hidden = !news;
    setText(this.#badge, unread > MOST_SHOWN ? `${MOST_SHOWN}+` : `${unread}`);
    setText(this.#status, loading ? texts.loading : news);
    if (!failed) {
      this.#problem.replaceChildren();
    } else {
      setText(this.#problemText, texts.failed);
      setText(this.#retry, texts.retry);
      this.#dismiss.setAttribute("aria-label", texts.dismiss);
      this.#problem.replaceChildren(this.#problemText, this.#retry, this.#dismiss);
    }
  }
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
