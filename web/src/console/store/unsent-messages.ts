/** What the agent has written and the desk does not have yet. */

import { newMessageId } from "../../client/message-id";
import { type Api, ApiError } from "../api";
import type { Message } from "../contract";
import type { OpenState, Outgoing } from "./open-state";

/** No refusals: what failed so goes out when the desk is back. */
const PASSING: ReadonlySet<ApiError["code"]> = new Set(["unreachable", "unavailable"]);

interface Listener {
  /** The desk has stored a message of the open conversation. */
  stored: (message: Message) => void;
  /** The desk refused a message: the conversation is not what it was thought to be. */
  refused: () => Promise<void>;
}

export class UnsentMessages {
  readonly #api: Api;
  readonly #state: OpenState;
  readonly #listener: Listener;
  /** Those of the conversations that are not open. */
  readonly #elsewhere = new Map<string, Outgoing[]>();

  constructor(api: Api, state: OpenState, listener: Listener) {
    this.#api = api;
    this.#state = state;
    this.#listener = listener;
  }

  /** Keep what is unsent in the open conversation, and return what is in the one to open. */
  exchange(next: string | null): Outgoing[] {
    if (this.#state.id !== null) {
      this.#elsewhere.set(this.#state.id, this.#state.outgoing);
    }
    return (next !== null && this.#elsewhere.get(next)) || [];
  }

  send(text: string): Promise<void> {
    const id = newMessageId();
    const at = new Date().toISOString();
    this.#state.outgoing.push({ id, text, at, delivery: "sending", code: null });
    return this.retry(id);
  }

  /** Send a message. Nothing is awaited before the call, so that messages leave in the order
   * written. */
  async retry(message: string): Promise<void> {
    const { id } = this.#state;
    const outgoing = this.#state.outgoing.find((one) => one.id === message);
    if (id === null || !outgoing) {
      return;
    }
    Object.assign(outgoing, { delivery: "sending", code: null });
    try {
      const stored = await this.#api.send(id, outgoing.id, outgoing.text);
      if (this.#state.id === id) {
        this.#listener.stored(stored);
      }
      this.#sent(id, message);
    } catch (error) {
      outgoing.delivery = "failed";
      outgoing.code = error instanceof ApiError ? error.code : "unknown";
      if (error instanceof ApiError && error.status === 409) {
        await this.#listener.refused();
      }
    }
  }

  /** Send again what the desk was out of reach for, once the conversation was read: it may have been
   * stored without an answer, and is stored once. */
  async resume(): Promise<void> {
    const lost = this.#state.outgoing.filter(({ code }) => code !== null && PASSING.has(code));
    await Promise.all(lost.map(({ id }) => this.retry(id)));
  }

  /** Drop a message of the open conversation, as it was given up or has arrived. */
  discard(message: string): void {
    this.#state.outgoing = this.#state.outgoing.filter(({ id }) => id !== message);
  }

  /** Drop the messages of a conversation that is no more. */
  forget(conversation: string): void {
    this.#elsewhere.delete(conversation);
  }

  /** Drop the messages of all conversations: the next agent in this tab must not send them. */
  clear(): void {
    this.#elsewhere.clear();
    this.#state.outgoing = [];
  }

  #sent(conversation: string, message: string): void {
    const unsent = this.#elsewhere.get(conversation)?.filter(({ id }) => id !== message);
    if (unsent) {
      this.#elsewhere.set(conversation, unsent);
    }
    if (this.#state.id === conversation) {
      this.discard(message);
    }
  }
}
