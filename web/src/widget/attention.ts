import type { ShownMessage } from "../client/state";

/** Waits for another tab in which the user is reading to say so. */
const OTHER_TABS_MS = 400;
const KEY = "beian-chat.noticed";

interface AttentionOptions {
  /** Whether the user sees new messages of this tab by themselves. */
  seen(): boolean;
  /** Sound and notice, as far as the user turned them on. */
  alert(message: ShownMessage): void;
}

/** Calls for the user's attention once for a message, whatever number of tabs shows the chat, and
 * not at all where one of them is being read. */
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
      // Blocked: every tab for itself.
    }
  }
}
