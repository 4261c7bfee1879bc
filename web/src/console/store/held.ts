/** What the signed-in agent has, to say who is concerned when they leave. */

import { reactive } from "vue";

import type { Api } from "../api";
import type { Summary } from "../contract";
import { belongs } from "./lists";

interface HeldState {
  items: Summary[];
  /** How many of them visitors have deleted. */
  deleted: number;
  /** The agent was about to leave the page with visitors waiting for an answer. */
  leaving: boolean;
}

export class Held {
  readonly state: HeldState = reactive({ items: [], deleted: 0, leaving: false });
  readonly #api: Api;
  readonly #agent: () => string;
  readonly #warn = (event: BeforeUnloadEvent) => this.#beforeUnload(event);

  constructor(api: Api, agent: () => string) {
    this.#api = api;
    this.#agent = agent;
  }

  start(): void {
    addEventListener("beforeunload", this.#warn);
  }

  stop(): void {
    removeEventListener("beforeunload", this.#warn);
    Object.assign(this.state, { items: [], leaving: false });
  }

  /** Read what the agent has; what is known stays, where the desk can't be reached. */
  async load(): Promise<void> {
    try {
      this.state.items = (await this.#api.conversations("mine")).conversations;
    } catch {
      // The banner says that the connection is lost.
    }
  }

  has(id: string): boolean {
    return this.state.items.some((one) => one.id === id);
  }

  changed(conversation: Summary): void {
    const others = this.state.items.filter(({ id }) => id !== conversation.id);
    const mine = belongs(conversation, "mine", this.#agent());
    this.state.items = mine ? [...others, conversation] : others;
    this.state.leaving &&= this.state.items.length > 0;
  }

  /** A visitor has deleted a conversation. */
  gone(conversation: string): void {
    if (this.has(conversation)) {
      this.state.items = this.state.items.filter(({ id }) => id !== conversation);
      this.state.deleted += 1;
    }
    this.state.leaving &&= this.state.items.length > 0;
  }

  #beforeUnload(event: BeforeUnloadEvent): void {
    if (this.state.items.length > 0) {
      // The browser asks in words of its own. Who stays reads here whom it would have concerned.
      event.preventDefault();
      this.state.leaving = true;
    }
  }
}
