import type { Chat } from "../client/state";
import type { Emit, Identity } from "./contract";

/** A page that does not answer for this long is not waited for: the chat goes on without. */
const LONGEST_WAIT_MS = 10_000;

/** Brings the host page's tokens to the chat. */
export class SignIn {
  #identity: Identity | undefined;
  /** Counts calls of identify: a token that comes late, for an earlier user, is dropped. */
  #turn = 0;
  readonly #emit: Emit;
  #chat: Chat | undefined;

  constructor(identity: Identity | undefined, emit: Emit) {
    this.#identity = identity;
    this.#emit = emit;
  }

  /** Signs in as the page said, then connects: a conversation of an account opens only so. */
  async connect(chat: Chat): Promise<void> {
    this.#chat = chat;
    if (this.#identity !== undefined) {
      await this.#apply(chat);
    }
    chat.connect();
  }

  async identify(identity: Identity): Promise<void> {
    this.#identity = identity;
    if (this.#chat) {
      await this.#apply(this.#chat);
    }
  }

  /** Asked by the chat when it needs a new token: null when the page must bring one. */
  readonly newToken = async (): Promise<string | null> => {
    if (this.#identity === null) {
      // The conversation is of an account that has signed out, on an earlier page say.
      this.#chat?.identify(null);
      return null;
    }
    const turn = this.#turn;
    const token = typeof this.#identity === "function" ? await this.#ask(this.#identity) : null;
    if (turn !== this.#turn) {
      return null;
    }
    if (token === null) {
      this.#emit("signin-needed", { reason: "expired" });
    }
    return token;
  };

  async #apply(chat: Chat): Promise<void> {
    const identity = this.#identity;
    const turn = ++this.#turn;
    if (typeof identity !== "function") {
      chat.identify(identity ?? null);
      return;
    }
    const token = await this.#ask(identity);
    if (turn === this.#turn && token !== null) {
      chat.identify(token);
    }
  }

  async #ask(bring: () => string | null | Promise<string | null>): Promise<string | null> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tooLong = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), LONGEST_WAIT_MS);
    });
    try {
      return (await Promise.race([bring(), tooLong])) || null;
    } catch (error) {
      console.error("BeianChat.identify: the page's function brought no token.", error);
      return null;
    } finally {
      clearTimeout(timer);
    }
  }
}
