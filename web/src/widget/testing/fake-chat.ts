/** A chat without a desk for tests: it shows what the test sets, and records the calls. */

import type { ChatMessage } from "../../client/protocol";
import type { Chat, ChatState, FileAccess, ShownMessage } from "../../client/state";
import { exampleState } from "../../components/testing/examples";

export class FakeChat implements Chat {
  state: ChatState = exampleState({ phase: "idle", transport: null, signedIn: false });
  readonly server = "https://desk.example";
  readonly token = null;
  readonly calls: unknown[][] = [];
  readonly #listeners = new Set<(state: ChatState) => void>();

  show(change: Partial<ChatState>): void {
    this.state = { ...this.state, ...change };
    this.#listeners.forEach((listener) => listener(this.state));
  }

  subscribe(listener: (state: ChatState) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  loadEarlier(): Promise<void> {
    this.calls.push(["loadEarlier"]);
    return Promise.resolve();
  }

  allMessages(): Promise<readonly ShownMessage[]> {
    return Promise.resolve(this.state.messages);
  }

  freshCard(): Promise<null> {
    return Promise.resolve(null);
  }

  tick(...given: unknown[]): boolean {
    this.calls.push(["tick", ...given]);
    return true;
  }

  place(...given: unknown[]): boolean {
    this.calls.push(["place", ...given]);
    return true;
  }

  fileAccess(): FileAccess | null {
    return null;
  }

  readonly connect = this.#noted("connect");
  readonly disconnect = this.#noted("disconnect");
  readonly sendText = this.#noted("sendText");
  readonly press = this.#noted("press");
  readonly setTyping = this.#noted("setTyping");
  readonly retry = this.#noted("retry");
  readonly discard = this.#noted("discard");
  readonly giveFeedback = this.#noted("giveFeedback");
  readonly rate = this.#noted("rate");
  readonly newConversation = this.#noted("newConversation");
  readonly deleteConversation = this.#noted("deleteConversation");
  readonly setLanguage = this.#noted("setLanguage");
  readonly identify = this.#noted("identify");
  readonly askConversations = this.#noted("askConversations");
  readonly goTo = this.#noted("goTo");
  readonly markRead = this.#noted("markRead");
  readonly tellPage = this.#noted("tellPage");

  /** Like the real one, it must be called as a method. */
  #noted(method: string): (this: FakeChat, ...args: unknown[]) => void {
    return function (...args) {
      this.calls.push([method, ...args]);
    };
  }
}

export function message(seq: number, change: Partial<ChatMessage> = {}): ShownMessage {
  return {
    id: `m${seq}`,
    seq,
    author: "assistant",
    name: null,
    text: `text ${seq}`,
    at: "2024-05-01T08:00:00Z",
    buttons: [],
    links: [],
    answers: null,
    feedback: null,
    delivery: "sent",
    ...change,
  };
}
