/** The open conversation: its transcript, notes and context, and the agent's actions on it. */

import { reactive } from "vue";

import { newMessageId } from "../../client/message-id";
import { type Api, ApiError } from "../api";
import type {
  AgentName,
  Attachment,
  Context,
  DeskEvent,
  GoneEvent,
  Message,
  Note,
  Suggestion,
  Summary,
  Transition,
} from "../contract";

/** After this time a visitor counts as no longer typing. */
const TYPING_LASTS_MS = 8_000;

export interface Outgoing {
  id: string;
  text: string;
  at: string;
  delivery: "sending" | "failed";
  /** Why it failed. */
  code: ApiError["code"] | null;
}

export interface OpenState {
  id: string | null;
  loading: boolean;
  failed: "not_found" | "unreachable" | null;
  summary: Summary | null;
  messages: Message[];
  earlier: boolean;
  loadingEarlier: boolean;
  notes: Note[];
  transitions: Transition[];
  outgoing: Outgoing[];
  visitorTyping: boolean;
  context: Context | null;
  contextFailed: boolean;
  suggestion: Suggestion | null;
  suggestionState: "none" | "loading" | "unavailable" | "nothing";
  /** The agent who took it first, if this one came second. */
  takenBy: AgentName | null;
}

function nothing(): OpenState {
  return {
    id: null,
    loading: false,
    failed: null,
    summary: null,
    messages: [],
    earlier: false,
    loadingEarlier: false,
    notes: [],
    transitions: [],
    outgoing: [],
    visitorTyping: false,
    context: null,
    contextFailed: false,
    suggestion: null,
    suggestionState: "none",
    takenBy: null,
  };
}

export class OpenConversation {
  readonly state: OpenState = reactive(nothing());
  readonly #api: Api;
  readonly #changed: (conversation: Summary) => void;
  /** Unsent messages of the conversations that are not open. */
  readonly #unsent = new Map<string, Outgoing[]>();
  #typingEnds: ReturnType<typeof setTimeout> | undefined;

  constructor(api: Api, changed: (conversation: Summary) => void) {
    this.#api = api;
    this.#changed = changed;
  }

  async open(id: string | null): Promise<void> {
    if (this.state.id !== null) {
      this.#unsent.set(this.state.id, this.state.outgoing);
    }
    clearTimeout(this.#typingEnds);
    const outgoing = (id !== null && this.#unsent.get(id)) || [];
    Object.assign(this.state, nothing(), { id, outgoing, loading: id !== null });
    if (id !== null) {
      await this.refresh();
    }
  }

  /** Load the conversation again, for example after the connection was cut. */
  async refresh(): Promise<void> {
    const { id } = this.state;
    if (id === null) {
      return;
    }
    void this.readContext();
    try {
      const detail = await this.#api.conversation(id);
      if (this.state.id !== id) {
        return;
      }
      const first = detail.messages[0]?.seq ?? 1;
      const last = this.state.messages.at(-1)?.seq ?? 0;
      // Older messages stay, unless there is now a gap after them.
      const older = first <= last + 1 ? this.state.messages.filter(({ seq }) => seq < first) : [];
      this.state.messages = [...older, ...detail.messages];
      if (older.length === 0) {
        this.state.earlier = detail.earlier;
      }
      this.state.summary = detail.conversation;
      this.state.notes = detail.notes;
      this.state.transitions = detail.transitions;
      this.state.failed = null;
      detail.messages.forEach((message) => this.#sent(message));
    } catch (error) {
      if (this.state.id !== id) {
        return;
      }
      const missing = error instanceof ApiError && error.status === 404;
      this.state.failed = missing ? "not_found" : "unreachable";
    } finally {
      if (this.state.id === id) {
        this.state.loading = false;
      }
    }
  }

  async readEarlier(): Promise<void> {
    const { id, messages, loadingEarlier } = this.state;
    const first = messages[0];
    if (id === null || first === undefined || loadingEarlier) {
      return;
    }
    this.state.loadingEarlier = true;
    try {
      const page = await this.#api.earlier(id, first.seq);
      if (this.state.id !== id) {
        return;
      }
      this.state.messages = [
        ...page.messages.filter(({ seq }) => seq < first.seq),
        ...this.state.messages,
      ];
      this.state.earlier = page.earlier;
    } finally {
      if (this.state.id === id) {
        this.state.loadingEarlier = false;
      }
    }
  }

  heard(event: DeskEvent): void {
    if (event.type === "conversation") {
      if (event.conversation.id === this.state.id) {
        this.#put(event.conversation);
      }
    } else if (event.type === "gone") {
      if (event.conversation === this.state.id) {
        this.#gone(event);
      }
    } else if (event.type === "recalled") {
      if (event.conversation === this.state.id) {
        this.#recalled(event.seq);
      }
    } else if (event.type !== "agent" && event.type !== "pong") {
      if (event.conversation !== this.state.id) {
        return;
      }
      if (event.type === "attachment") {
        this.#putFile(event.attachment);
      } else if (event.type === "message") {
        this.#add(event.message);
      } else if (event.type === "note") {
        this.#addNote(event.note);
      } else {
        this.#typing(event.on);
      }
    }
  }

  take = () => this.#act((id) => this.#api.take(id));
  assign = (agent: string) => this.#act((id) => this.#api.assign(id, agent));
  giveBack = () => this.#act((id) => this.#api.giveBack(id));
  close = () => this.#act((id) => this.#api.close(id));

  async send(text: string): Promise<void> {
    const outgoing: Outgoing = {
      id: newMessageId(),
      text,
      at: new Date().toISOString(),
      delivery: "sending",
      code: null,
    };
    this.state.outgoing.push(outgoing);
    this.state.suggestion = null;
    this.state.suggestionState = "none";
    await this.#deliver(outgoing.id);
  }

  retry(message: string): Promise<void> {
    return this.#deliver(message);
  }

  discard(message: string): void {
    this.state.outgoing = this.state.outgoing.filter(({ id }) => id !== message);
  }

  /** Take back a message of one's own. */
  async recall({ id: message, seq }: Message): Promise<void> {
    const { id } = this.state;
    if (id === null) {
      return;
    }
    await this.#api.recall(id, message);
    if (this.state.id === id) {
      this.#recalled(seq);
    }
  }

  /** Drop the unsent messages of all conversations: the next agent in this tab must not send
   * them. */
  forgetUnsent(): void {
    this.#unsent.clear();
    this.state.outgoing = [];
  }

  /** Accept a visitor's file or, with a reason, ask for another one in its place. */
  async reviewFile(file: string, reason: string | null): Promise<void> {
    this.#putFile(await this.#api.reviewFile(file, reason === null, reason ?? ""));
  }

  async deleteFile(file: string): Promise<void> {
    await this.#api.deleteFile(file);
  }

  async addNote(text: string): Promise<void> {
    const { id } = this.state;
    if (id === null) {
      return;
    }
    const note = await this.#api.addNote(id, text);
    if (this.state.id === id) {
      this.#addNote(note);
    }
  }

  async setTags(tags: string[]): Promise<void> {
    const { id } = this.state;
    if (id === null) {
      return;
    }
    const saved = await this.#api.setTags(id, tags);
    if (this.state.id === id && this.state.summary) {
      this.#put({ ...this.state.summary, tags: saved });
    }
  }

  async readContext(): Promise<void> {
    const { id } = this.state;
    if (id === null) {
      return;
    }
    try {
      const context = await this.#api.context(id);
      if (this.state.id !== id) {
        return;
      }
      // An unmasked account stays unmasked while the conversation is open.
      const before = this.state.context?.account;
      const account = before && !before.masked ? before : context.account;
      this.state.context = { ...context, account };
      this.state.contextFailed = false;
    } catch {
      if (this.state.id === id) {
        this.state.contextFailed = true;
      }
    }
  }

  async unmask(reason: string): Promise<void> {
    const { id } = this.state;
    if (id === null) {
      return;
    }
    const account = await this.#api.unmask(id, reason);
    if (this.state.id === id && this.state.context) {
      this.state.context.account = account;
    }
  }

  async suggest(): Promise<void> {
    const { id } = this.state;
    if (id === null) {
      return;
    }
    this.state.suggestion = null;
    this.state.suggestionState = "loading";
    try {
      const suggestion = await this.#api.suggestion(id);
      if (this.state.id !== id) {
        return;
      }
      const isEmpty = suggestion.replies.length === 0;
      this.state.suggestion = isEmpty ? null : suggestion;
      this.state.suggestionState = isEmpty ? "nothing" : "none";
    } catch {
      if (this.state.id === id) {
        this.state.suggestionState = "unavailable";
      }
    }
  }

  dropSuggestion(): void {
    this.state.suggestion = null;
    this.state.suggestionState = "none";
  }

  async #act(call: (id: string) => Promise<Summary>): Promise<void> {
    const { id } = this.state;
    if (id === null) {
      return;
    }
    this.state.takenBy = null;
    try {
      const summary = await call(id);
      this.#changed(summary);
      this.#put(summary);
    } catch (error) {
      const first = error instanceof ApiError && error.code === "taken" && error.body.agent;
      if (first && this.state.id === id) {
        this.state.takenBy = first;
      }
      if (error instanceof ApiError && error.status === 409) {
        await this.refresh();
      }
      throw error;
    }
  }

  /** Send a message. Nothing is awaited before the call, so that messages leave in the order
   * written. */
  async #deliver(message: string): Promise<void> {
    const { id } = this.state;
    const outgoing = this.state.outgoing.find((one) => one.id === message);
    if (id === null || !outgoing) {
      return;
    }
    Object.assign(outgoing, { delivery: "sending", code: null });
    try {
      const stored = await this.#api.send(id, outgoing.id, outgoing.text);
      if (this.state.id === id) {
        this.#add(stored);
      }
      this.#forget(id, message);
    } catch (error) {
      outgoing.delivery = "failed";
      outgoing.code = error instanceof ApiError ? error.code : "unknown";
      if (error instanceof ApiError && error.status === 409) {
        await this.refresh();
      }
    }
  }

  /** The message arrived, by an event or as the answer to its call, whichever came first. */
  #sent(message: Message): void {
    this.discard(message.id);
  }

  #forget(conversation: string, message: string): void {
    const unsent = this.#unsent.get(conversation)?.filter(({ id }) => id !== message);
    if (unsent) {
      this.#unsent.set(conversation, unsent);
    }
    if (this.state.id === conversation) {
      this.discard(message);
    }
  }

  /** Somebody else has it, or nobody any more: what is shown stays, as far as it was read. */
  #gone({ state, agent }: GoneEvent): void {
    const { summary } = this.state;
    if (summary === null) {
      return;
    }
    if (summary.state === "waiting" && agent !== null) {
      this.state.takenBy = agent;
    }
    this.state.summary = { ...summary, state, agent, waiting_since: null };
  }

  #put(summary: Summary): void {
    const before = this.state.summary;
    if (before && before.changed_at > summary.changed_at) {
      return;
    }
    this.state.summary = summary;
    if (before && (before.state !== summary.state || before.agent?.id !== summary.agent?.id)) {
      void this.#readTransitions(summary.id);
    }
  }

  async #readTransitions(id: string): Promise<void> {
    try {
      const { transitions } = await this.#api.conversation(id);
      if (this.state.id === id) {
        this.state.transitions = transitions;
      }
    } catch {
      // They are loaded again with the conversation.
    }
  }

  #add(message: Message): void {
    this.#sent(message);
    const { messages } = this.state;
    if (messages.some(({ seq }) => seq === message.seq)) {
      return;
    }
    const last = messages.at(-1)?.seq ?? 0;
    this.state.messages = [...messages, message].sort((a, b) => a.seq - b.seq);
    if (message.author === "visitor") {
      this.#typing(false);
      void this.readContext();
    }
    if (message.seq > last + 1 && last > 0) {
      void this.#fillGap(last);
    }
  }

  /** Load the messages that were missed, which a gap in seq shows. */
  async #fillGap(after: number): Promise<void> {
    const { id } = this.state;
    if (id === null) {
      return;
    }
    try {
      const { messages } = await this.#api.later(id, after);
      if (this.state.id === id) {
        messages.forEach((message) => this.#add(message));
      }
    } catch {
      // The next connection loads everything again.
    }
  }

  #recalled(seq: number): void {
    this.state.messages = this.state.messages.map((message) =>
      message.seq === seq
        ? { ...message, text: "", links: [], buttons: [], recalled: true }
        : message,
    );
  }

  #putFile(file: Attachment): void {
    this.state.messages = this.state.messages.map((message) =>
      message.attachments?.some(({ id }) => id === file.id)
        ? {
            ...message,
            text: file.deleted ? file.name : message.text,
            attachments: message.attachments.map((each) => (each.id === file.id ? file : each)),
          }
        : message,
    );
  }

  #addNote(note: Note): void {
    if (!this.state.notes.some(({ id }) => id === note.id)) {
      this.state.notes = [...this.state.notes, note];
    }
  }

  #typing(on: boolean): void {
    clearTimeout(this.#typingEnds);
    this.state.visitorTyping = on;
    if (on) {
      this.#typingEnds = setTimeout(() => this.#typing(false), TYPING_LASTS_MS);
    }
  }
}
