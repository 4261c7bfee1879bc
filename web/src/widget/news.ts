import type { ChatState, ShownMessage } from "../client/state";
import type { Emit } from "./contract";

interface Stored extends ShownMessage {
  seq: number;
}

/** Tells what is new in a chat, snapshot by snapshot: each message once, none of the history. */
export class News {
  readonly #emit: Emit;
  readonly #arrived: (message: ShownMessage) => void;
  /** The newest message that was told of; undefined before the first connection. */
  #last: { seq: number; id: string } | undefined;
  #unread = 0;
  #handedOff = false;
  #problem: ChatState["problem"] = null;

  /** `arrived` gets the messages of others. */
  constructor(emit: Emit, arrived: (message: ShownMessage) => void) {
    this.#emit = emit;
    this.#arrived = arrived;
  }

  read(state: ChatState): void {
    const stored = state.messages.filter((message): message is Stored => message.seq !== null);
    const fresh = this.#fresh(stored, state.phase === "online");
    for (const message of fresh) {
      this.#emit("message", { id: message.id, author: message.author });
      if (message.author !== "visitor") {
        this.#arrived(message);
      }
    }
    this.#tellHandoff(stored, fresh);
    if (state.unread !== this.#unread) {
      this.#unread = state.unread;
      this.#emit("unread", state.unread);
    }
    if (state.problem !== this.#problem) {
      this.#problem = state.problem;
      if (state.problem === "token_invalid") {
        this.#emit("signin-needed", { reason: "invalid" });
      }
    }
  }

  #fresh(stored: readonly Stored[], online: boolean): readonly Stored[] {
    const newest = stored.at(-1) ?? { seq: 0, id: "" };
    const last = this.#last;
    if (!last) {
      this.#last = online ? newest : undefined;
      return [];
    }
    // No message leaves a conversation: this is another one, which counts from 1 again.
    const another = last.seq > 0 && !stored.some((message) => message.id === last.id);
    if (another) {
      this.#handedOff = false;
    }
    this.#last = newest;
    return another ? stored : stored.filter((message) => message.seq > last.seq);
  }

  #tellHandoff(stored: readonly Stored[], fresh: readonly Stored[]): void {
    const byAgent = (message: Stored): boolean => message.author === "agent";
    if (!this.#handedOff && stored.some(byAgent)) {
      this.#handedOff = true;
      if (fresh.some(byAgent)) {
        this.#emit("handoff", undefined);
      }
    }
  }
}
