/** The list of conversations on display, and the counts of all views. */

import { reactive } from "vue";

import type { Api } from "../api";
import type { Counts, Page, Summary, View } from "../contract";

const COUNTS_SETTLE_MS = 300;

interface ListState {
  view: View;
  q: string;
  items: Summary[];
  next: string | null;
  loading: boolean;
  failed: boolean;
  counts: Counts;
}

/** Whether a conversation belongs to a view of this agent. */
export function belongs(conversation: Summary, view: View, agent: string): boolean {
  switch (view) {
    case "queue":
      return conversation.state === "waiting";
    case "mine":
      return conversation.state === "with_agent" && conversation.agent?.id === agent;
    case "tickets":
      return conversation.ticket !== null && conversation.ticket.answered_at === null;
    case "all":
      return true;
  }
}

/** Sort conversations as the desk sorts the view. */
export function inOrder(conversations: Summary[], view: View): Summary[] {
  const key = (one: Summary): string => {
    if (view === "queue") {
      return one.waiting_since ?? one.changed_at;
    }
    if (view === "tickets") {
      return one.ticket?.due_at ?? "~";
    }
    return one.changed_at;
  };
  const newestFirst = view === "mine" || view === "all";
  const sign = newestFirst ? -1 : 1;
  return [...conversations].sort((a, b) => {
    const [one, other] = [key(a), key(b)];
    return one < other ? -sign : one > other ? sign : 0;
  });
}

export class Lists {
  readonly state: ListState = reactive({
    view: "queue",
    q: "",
    items: [],
    next: null,
    loading: false,
    failed: false,
    counts: { queue: 0, mine: 0, tickets: 0 },
  });
  readonly #api: Api;
  readonly #agent: () => string;
  /** The views that each known conversation was in. */
  readonly #stood = new Map<string, string>();
  #asked = 0;
  #settling: ReturnType<typeof setTimeout> | undefined;

  constructor(api: Api, agent: () => string) {
    this.#api = api;
    this.#agent = agent;
  }

  show(view: View, q: string): Promise<void> {
    if (view !== this.state.view || q !== this.state.q) {
      Object.assign(this.state, { view, q, items: [], next: null });
    }
    return this.load();
  }

  async load(): Promise<void> {
    const { view, q } = this.state;
    await this.#read(this.#api.conversations(view, q), (page) => {
      this.state.items = page.conversations;
    });
  }

  async more(): Promise<void> {
    const { view, q, next } = this.state;
    if (next === null || this.state.loading) {
      return;
    }
    await this.#read(this.#api.conversations(view, q, next), (page) => {
      const known = new Set(this.state.items.map(({ id }) => id));
      const added = page.conversations.filter(({ id }) => !known.has(id));
      this.state.items = [...this.state.items, ...added];
    });
  }

  /** A conversation changed. In a search, known results are updated but none are added, as only the
   * desk can search. */
  changed(conversation: Summary): void {
    const { view, q, items } = this.state;
    const others = items.filter(({ id }) => id !== conversation.id);
    const shown = others.length < items.length;
    const stays = belongs(conversation, view, this.#agent());
    if (shown || (stays && q === "")) {
      this.state.items = inOrder(stays ? [...others, conversation] : others, view);
    }
    this.#countLater(conversation);
  }

  /** A conversation is not for this agent any more. */
  gone(conversation: string): void {
    this.state.items = this.state.items.filter(({ id }) => id !== conversation);
    if (this.#stood.delete(conversation)) {
      this.#countSoon();
    }
  }

  stop(): void {
    clearTimeout(this.#settling);
    this.#asked += 1;
    this.#stood.clear();
    Object.assign(this.state, { items: [], next: null, q: "" });
  }

  async #read(asked: Promise<Page>, put: (page: Page) => void): Promise<void> {
    const turn = ++this.#asked;
    this.state.loading = true;
    try {
      const page = await asked;
      if (turn !== this.#asked) {
        return;
      }
      put(page);
      this.state.next = page.next;
      this.state.counts = page.counts;
      this.state.failed = false;
      page.conversations.forEach((one) => this.#stood.set(one.id, this.#standing(one)));
    } catch {
      if (turn === this.#asked) {
        this.state.failed = true;
      }
    } finally {
      if (turn === this.#asked) {
        this.state.loading = false;
      }
    }
  }

  #standing(conversation: Summary): string {
    return (["queue", "mine", "tickets"] as const)
      .filter((view) => belongs(conversation, view, this.#agent()))
      .join(" ");
  }

  /** Ask the desk for the counts when they may have changed: lists come in pages, so only the desk
   * can count. */
  #countLater(conversation: Summary): void {
    const standing = this.#standing(conversation);
    if (this.#stood.get(conversation.id) === standing) {
      return;
    }
    this.#stood.set(conversation.id, standing);
    this.#countSoon();
  }

  #countSoon(): void {
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => void this.#count(), COUNTS_SETTLE_MS);
  }

  async #count(): Promise<void> {
    try {
      this.state.counts = (await this.#api.conversations("queue")).counts;
    } catch {
      // The next change or connection will ask again.
    }
  }
}
