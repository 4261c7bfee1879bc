import type { Chat } from "../client/state";
import type { Emit, Identity } from "./contract";

/** After this long without an answer of the page, the chat goes on without a token. */
const LONGEST_WAIT_MS = 10_000;

/** Passes the host page's tokens to the chat. */
export class SignIn {
  #identity: Identity | undefined;
  /** Counts calls of identify, so that a late token for an earlier visitor is dropped. */
  #turn = 0;
  readonly #emit: Emit;
  #chat: Chat | undefined;

  constructor(identity: Identity | undefined, emit: Emit) {
    this.#identity = identity;
    this.#emit = emit;
  }

  /** Sign in as the page said, then connect: only then can a conversation of an account be
   * opened. */
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

  /** Return a new token for the chat, or null if the page must call identify. */
  readonly newToken = async (): Promise<string | null> => {
    if (this.#identity === null) {
      // The account of the conversation has signed out, for example on an earlier page.
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
