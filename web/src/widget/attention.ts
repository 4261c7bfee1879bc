import type { ShownMessage } from "../client/state";

/** How long to wait for another tab to say that the visitor is reading there. */
const OTHER_TABS_MS = 400;
const KEY = "beian-chat.noticed";

interface AttentionOptions {
  /** Whether the visitor sees new messages in this tab anyway. */
  seen(): boolean;
  /** Play the sound and show the notice, as far as the visitor turned them on. */
  alert(message: ShownMessage): void;
}

/** Alerts the visitor once for each message however many tabs show the chat, and not at all if one
 * of them is being read. */
export class Attention {
  readonly #options: AttentionOptions;
  #noticedHere = "";

  constructor(options: AttentionOptions) {
    this.#options = options;
  }

  arrived(message: ShownMessage): void {
    if (this.#options.seen()) {
      this.#setNoticed(message.id);
      return;
    }
    setTimeout(() => {
      if (this.#noticed() !== message.id && !this.#options.seen()) {
        this.#setNoticed(message.id);
        this.#options.alert(message);
      }
    }, OTHER_TABS_MS);
  }

  #noticed(): string {
    try {
      return localStorage.getItem(KEY) ?? this.#noticedHere;
    } catch {
      return this.#noticedHere;
    }
  }

  #setNoticed(id: string): void {
    this.#noticedHere = id;
    try {
      localStorage.setItem(KEY, id);
    } catch {
      // Blocked: each tab decides alone.
    }
  }
}
