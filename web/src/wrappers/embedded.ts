/** The chat of a page as applications embed it, without a framework: what the wrappers share.
 *
 * Everything is safe on a server, where there is no page: it does nothing there. */

import type { ChatEvents, Identity } from "../widget/contract";
import type { Language } from "../client/protocol";

/** The attributes of the tag, docs/embedding.md. Read once, when the tag is put into the page. */
export interface ChatTag {
  /** The desk's address: `https://chat.example.cn`. */
  desk: string;
  title?: string | undefined;
  theme?: "light" | "dark" | "auto" | undefined;
  position?: "right" | "left" | undefined;
  /** Open when the page comes up. */
  startOpen?: boolean | undefined;
  /** false: no button. "hours": no chat outside the desk's opening hours. */
  launcher?: boolean | "hours" | undefined;
  teaser?: string | undefined;
  /** In seconds. */
  teaserAfter?: number | undefined;
  /** Of a strict Content-Security-Policy. */
  nonce?: string | undefined;
}

/** What an application may do with the chat at any time, also before it has been loaded. */
export interface ChatActions {
  open(): void;
  close(): void;
  toggle(): void;
  identify(identity: Identity): void;
  setLanguage(language: Language): void;
}

export type EventName = keyof ChatEvents;

/** The properties by which applications listen: React's own, and what Vue makes of `@ready`. */
export const LISTENERS = {
  ready: "onReady",
  open: "onOpen",
  close: "onClose",
  message: "onMessage",
  unread: "onUnread",
  "signin-needed": "onSigninNeeded",
  "signin-wanted": "onSigninWanted",
  handoff: "onHandoff",
} as const satisfies Record<EventName, string>;

type Call = readonly [method: string, ...args: unknown[]];

interface Page {
  BeianChat?: { queue: { push(...calls: Call[]): void } };
}

/** The actions, for who needs them outside of a component. */
export const chatActions: ChatActions = {
  open: () => call("open"),
  close: () => call("close"),
  toggle: () => call("toggle"),
  identify: (identity) => call("identify", identity),
  setLanguage: (language) => call("setLanguage", language),
};

/** Put the tag into the page, unless it has one already. */
export function embed(tag: ChatTag): void {
  const src = `${tag.desk.replace(/\/+$/, "")}/widget.js`;
  if (typeof document === "undefined" || document.querySelector(`script[src="${src}"]`)) {
    return;
  }
  const script = document.createElement("script");
  script.async = true;
  script.src = src;
  if (tag.nonce) {
    script.nonce = tag.nonce;
  }
  const { title, theme, position, startOpen, launcher, teaser, teaserAfter } = tag;
  const attributes = { title, theme, position, open: startOpen, launcher, teaser, teaserAfter };
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) {
      script.dataset[name] = String(value);
    }
  }
  document.head.append(script);
}

/** Listen to an event of the chat. Return a function that ends it. */
export function listen<Name extends EventName>(
  name: Name,
  listener: (detail: ChatEvents[Name]) => void,
): () => void {
  let isOver = false;
  let end: (() => void) | undefined;
  const heard = (detail: ChatEvents[Name]): void => {
    if (!isOver) {
      listener(detail);
    }
  };
  const chat =
    typeof window === "undefined" ? undefined : (window as { BeianChat?: Api }).BeianChat;
  if (chat?.on) {
    end = chat.on(name, heard);
  } else {
    call("on", name, heard);
  }
  return () => {
    isOver = true;
    end?.();
  };
}

interface Api {
  on?<Name extends EventName>(name: Name, listener: (detail: ChatEvents[Name]) => void): () => void;
}

/** Call a method of `window.BeianChat`, now or as soon as it is there. */
function call(...made: Call): void {
  if (typeof window !== "undefined") {
    const page = window as Page;
    page.BeianChat ??= { queue: [] };
    page.BeianChat.queue.push(made);
  }
}
