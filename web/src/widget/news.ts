import type { ChatState, ShownMessage } from "../client/state";
import type { Emit, HandoffNews } from "./contract";

interface Stored extends ShownMessage {
  seq: number;
}

/** Reports what is new in a chat by comparing snapshots: each message once, and none of the
 * history. */
export class News {
  readonly #emit: Emit;
  readonly #arrived: (message: ShownMessage) => void;
  /** The newest message that was reported; undefined before the first connection. */
  #last: { seq: number; id: string } | undefined;
  #unread = 0;
  #handoff: HandoffNews = { state: "bot", agent: null, ticket: null };
  #problem: ChatState["problem"] = null;

  /** `arrived` is called with the messages of others. */
  constructor(emit: Emit, arrived: (message: ShownMessage) => void) {
    this.#emit = emit;
    this.#arrived = arrived;
  }

  read(state: ChatState): void {
    const stored = state.messages.filter((message): message is Stored => message.seq !== null);
    for (const message of this.#fresh(stored, state.phase === "online")) {
      this.#emit("message", { id: message.id, author: message.author });
      if (message.author !== "visitor") {
        this.#arrived(message);
      }
    }
    this.#tellHandoff(state);
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
    const newest = stored[stored.length - 1] ?? { seq: 0, id: "" };
    const last = this.#last;
    if (!last) {
      this.#last = online ? newest : undefined;
      return [];
    }
    // Messages never leave a conversation, so this is another one, which counts from 1.
    const another = last.seq > 0 && !stored.some((message) => message.id === last.id);
    this.#last = newest;
    return another ? stored : stored.filter((message) => message.seq > last.seq);
  }

  #tellHandoff({ stage, handoff }: ChatState): void {
    const agent = handoff?.agent?.name ?? null;
    const ticket = handoff?.ticket?.number ?? null;
    const told = this.#handoff;
    if (stage !== told.state || agent !== told.agent || ticket !== told.ticket) {
      this.#handoff = { state: stage, agent, ticket };
      this.#emit("handoff", this.#handoff);
    }
  }
}
