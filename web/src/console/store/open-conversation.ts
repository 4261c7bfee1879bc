/** The open conversation: what is read and heard of it, and the agent's actions on it. */

import { reactive } from "vue";

import { newMessageId } from "../../client/message-id";
import { type Api, ApiError } from "../api";
import type { DeskEvent, GoneEvent, Message, Note, Summary } from "../contract";
import { nothing, type OpenState, whileOpen } from "./open-state";
import { Suggestions } from "./suggestions";
import { withEarlier, withFile, withLatest, withOne, withoutWords } from "./transcript";
import { UnsentMessages } from "./unsent-messages";
import { VisitorContext } from "./visitor-context";

/** After this time a visitor counts as no longer typing. */
const TYPING_LASTS_MS = 8_000;

export class OpenConversation {
  readonly state: OpenState = reactive(nothing());
  readonly unsent: UnsentMessages;
  readonly suggestions: Suggestions;
  readonly context: VisitorContext;
  readonly #api: Api;
  readonly #changed: (conversation: Summary) => void;
  #typingEnds: ReturnType<typeof setTimeout> | undefined;

  constructor(api: Api, changed: (conversation: Summary) => void) {
    this.#api = api;
    this.#changed = changed;
    this.unsent = new UnsentMessages(api, this.state, {
      stored: (message) => this.#add(message),
      refused: () => this.refresh(),
    });
    this.suggestions = new Suggestions(api, this.state);
    this.context = new VisitorContext(api, this.state);
  }

  async open(id: string | null): Promise<void> {
    const outgoing = this.unsent.exchange(id);
    clearTimeout(this.#typingEnds);
    Object.assign(this.state, nothing(), { id, outgoing, loading: id !== null });
    await this.refresh();
  }

  /** Load the conversation again, for example after the connection was cut. */
  async refresh(): Promise<void> {
    const { state } = this;
    void this.context.read();
    await whileOpen(
      state,
      (id) => this.#api.conversation(id),
      (detail) => {
        state.messages = withLatest(state.messages, detail.messages);
        if (state.messages.length === detail.messages.length) {
          state.earlier = detail.earlier;
        }
        state.summary = detail.conversation;
        state.notes = detail.notes;
        state.transitions = detail.transitions;
        state.mayAct = detail.may_act;
        state.failed = null;
        state.loading = false;
        detail.messages.forEach(({ id }) => this.unsent.discard(id));
        void this.unsent.resume();
      },
      (error) => {
        const isMissing = error instanceof ApiError && error.status === 404;
        state.failed = isMissing ? "not_found" : "unreachable";
        state.loading = false;
      },
    );
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
      if (this.state.id === id) {
        this.state.messages = withEarlier(this.state.messages, page.messages);
        this.state.earlier = page.earlier;
      }
    } finally {
      if (this.state.id === id) {
        this.state.loadingEarlier = false;
      }
    }
  }

  heard(event: DeskEvent): void {
    switch (event.type) {
      case "agent":
      case "pong":
        return;
      case "conversation":
        if (event.conversation.id === this.state.id) {
          this.state.mayAct = true;
          this.#put(event.conversation);
        }
        return;
      case "deleted":
        this.#deleted(event.conversation);
        return;
    }
    if (event.conversation !== this.state.id) {
      return;
    }
    switch (event.type) {
      case "gone":
        return this.#gone(event);
      case "recalled":
        this.state.messages = withoutWords(this.state.messages, event.seq);
        return;
      case "attachment":
        this.state.messages = withFile(this.state.messages, event.attachment);
        return;
      case "checklist":
        void this.refresh(); // its cards in the transcript change, too
        return;
      case "message":
        return this.#add(event.message);
      case "note":
        return this.#addNote(event.note);
      case "typing":
        return this.#typing(event.on);
    }
  }

  take = () => this.#act((id) => this.#api.take(id));
  assign = (agent: string) => this.#act((id) => this.#api.assign(id, agent));
  giveBack = () => this.#act((id) => this.#api.giveBack(id));
  close = () => this.#act((id) => this.#api.close(id));

  runMacro = (macro: string) => this.#act((id) => this.#api.runMacro(id, macro, newMessageId()));
  block = (reason: string, hours: number | null) =>
    this.#act((id) => this.#api.block(id, reason, hours));

  /** Lift the block of this conversation's visitor. */
  async lift(block: string): Promise<void> {
    await this.#api.liftBlock(block);
    await this.refresh();
  }

  send(text: string): Promise<void> {
    this.suggestions.drop();
    return this.unsent.send(text);
  }

  /** Take back a message of one's own. */
  recall({ id: message, seq }: Message): Promise<void> {
    return whileOpen(
      this.state,
      (id) => this.#api.recall(id, message),
      () => (this.state.messages = withoutWords(this.state.messages, seq)),
    );
  }

  /** Accept a visitor's file or, with a reason, ask for another one in its place. */
  async reviewFile(file: string, reason: string | null): Promise<void> {
    const reviewed = await this.#api.reviewFile(file, reason === null, reason ?? "");
    this.state.messages = withFile(this.state.messages, reviewed);
  }

  async deleteFile(file: string): Promise<void> {
    await this.#api.deleteFile(file);
  }

  addNote(text: string): Promise<void> {
    return whileOpen(
      this.state,
      (id) => this.#api.addNote(id, text),
      (note) => this.#addNote(note),
    );
  }

  setTags(tags: string[]): Promise<void> {
    return whileOpen(
      this.state,
      (id) => this.#api.setTags(id, tags),
      (saved) => {
        if (this.state.summary) {
          this.#put({ ...this.state.summary, tags: saved });
        }
      },
    );
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
      if (this.state.id === id) {
        this.#put(summary);
      }
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

  /** Somebody else has it, or nobody any more: what is shown stays, as far as it was read. */
  #gone({ state, agent }: GoneEvent): void {
    const { summary } = this.state;
    if (summary === null) {
      return;
    }
    if (summary.state === "waiting" && agent !== null) {
      this.state.takenBy = agent;
    }
    this.state.mayAct = false;
    this.state.summary = { ...summary, state, agent, waiting_since: null };
  }

  /** The visitor has deleted a conversation: nothing of it stays on the screen. */
  #deleted(conversation: string): void {
    this.unsent.forget(conversation);
    if (this.state.id === conversation) {
      Object.assign(this.state, nothing(), { id: conversation, failed: "deleted" });
    }
  }

  #put(summary: Summary): void {
    const before = this.state.summary;
    if (before && before.changed_at > summary.changed_at) {
      return;
    }
    this.state.summary = summary;
    if (before && (before.state !== summary.state || before.agent?.id !== summary.agent?.id)) {
      void this.#readTransitions();
    }
  }

  #readTransitions(): Promise<void> {
    return whileOpen(
      this.state,
      (id) => this.#api.conversation(id),
      ({ transitions }) => (this.state.transitions = transitions),
      () => undefined, // They are loaded again with the conversation.
    );
  }

  /** Show a message, which arrived by an event or as the answer to its call, whichever came
   * first. */
  #add(message: Message): void {
    this.unsent.discard(message.id);
    const { messages } = this.state;
    if (messages.some(({ seq }) => seq === message.seq)) {
      return;
    }
    const last = messages.at(-1)?.seq ?? 0;
    this.state.messages = withOne(messages, message);
    if (message.author === "visitor") {
      this.#typing(false);
      void this.context.read();
    }
    if (message.seq > last + 1 && last > 0) {
      void this.#fillGap(last);
    }
  }

  /** Load the messages that were missed, which a gap in seq shows. */
  #fillGap(after: number): Promise<void> {
    return whileOpen(
      this.state,
      (id) => this.#api.later(id, after),
      ({ messages }) => messages.forEach((message) => this.#add(message)),
      () => undefined, // The next connection loads everything again.
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
