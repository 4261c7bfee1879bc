/** The list of conversations on display, and the counts of all views. */

import { reactive } from "vue";

import type { Api } from "../api";
import type { Counts, Page, Summary, View } from "../contract";

const COUNTS_SETTLE_MS = 300;

/** What narrows a list, and what it is sorted by; empty texts do neither. Days are the browser's. */
export interface Filters {
  state: string;
  agent: string;
  topic: string;
  tag: string;
  language: string;
  from: string;
  to: string;
  sort: string;
}

export const NO_FILTERS: Readonly<Filters> = {
  state: "",
  agent: "",
  topic: "",
  tag: "",
  language: "",
  from: "",
  to: "",
  sort: "",
};

interface ListState {
  view: View;
  q: string;
  filters: Filters;
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

/** Return how many filters narrow a list. */
export function countOf({ sort: _, ...narrowing }: Filters): number {
  return Object.values(narrowing).filter(Boolean).length;
}

/** Return a search as the API's query has it. */
function queryOf(q: string, { from, to, ...others }: Filters): Record<string, string> {
  const given = { q, ...others, since: from && startOf(from, 0), until: to && startOf(to, 1) };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value));
}

/** Return when a day begins, or one some days later. */
function startOf(day: string, later: number): string {
  const start = new Date(`${day}T00:00`);
  start.setDate(start.getDate() + later);
  return start.toISOString();
}

export class Lists {
  readonly state: ListState = reactive({
    view: "queue",
    q: "",
    filters: { ...NO_FILTERS },
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

  show(view: View, q: string, filters: Filters = { ...NO_FILTERS }): Promise<void> {
    const isSame = JSON.stringify(filters) === JSON.stringify(this.state.filters);
    if (view !== this.state.view || q !== this.state.q || !isSame) {
      Object.assign(this.state, { view, q, filters, items: [], next: null });
    }
    return this.load();
  }

  async load(): Promise<void> {
    const { view, q, filters } = this.state;
    await this.#read(this.#api.conversations(view, queryOf(q, filters)), (page) => {
      this.state.items = page.conversations;
    });
  }

  async more(): Promise<void> {
    const { view, q, filters, next } = this.state;
    if (next === null || this.state.loading) {
      return;
    }
    await this.#read(this.#api.conversations(view, queryOf(q, filters), next), (page) => {
      const known = new Set(this.state.items.map(({ id }) => id));
      const added = page.conversations.filter(({ id }) => !known.has(id));
      this.state.items = [...this.state.items, ...added];
    });
  }

  /** A conversation changed. In a search, known results are updated but none are added, as only the
   * desk can search. */
  changed(conversation: Summary): void {
    const { view, q, filters, items } = this.state;
    const others = items.filter(({ id }) => id !== conversation.id);
    const shown = others.length < items.length;
    const stays = belongs(conversation, view, this.#agent());
    if (filters.sort && shown && stays) {
      this.state.items = items.map((one) => (one.id === conversation.id ? conversation : one));
    } else if (shown || (stays && q === "" && !filters.sort && countOf(filters) === 0)) {
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
    Object.assign(this.state, { items: [], next: null, q: "", filters: { ...NO_FILTERS } });
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
