/** The chat without its user interface: the visitor's actions go in, ChatState comes out. */

import { ChatView } from "./chat-view";
import { eventsTransport } from "./events";
import { ConversationStore } from "./conversation-store";
import { newMessageId } from "./message-id";
import type { ChatClientOptions } from "./options";
import { Outbox } from "./outbox";
import { browserPage } from "./page";
import type {
  AccountConversation,
  Button,
  Card,
  FeedbackReason,
  FeedbackValue,
  Language,
} from "./protocol";
import { ChatSession } from "./session";
import type { Chat, ChatState, FileAccess, ShownMessage, SitePage } from "./state";
import { localChatStorage, sessionChatStorage } from "./storage";
import { TransportChoice } from "./transport-choice";
import { webSocketTransport } from "./websocket";

export type { ChatClientOptions } from "./options";

/** The longest comment that the desk accepts. */
const COMMENT_LENGTH = 500;

export class ChatClient implements Chat {
  readonly server: string;
  readonly #view: ChatView;
  readonly #outbox: Outbox;
  readonly #session: ChatSession;

  constructor(options: ChatClientOptions) {
    const { server, language, token = null, getToken, random = Math.random } = options;
    this.server = server;
    const storage = options.storage ?? localChatStorage();
    const page = options.page ?? browserPage();
    const kinds = options.transports ?? [webSocketTransport, eventsTransport];
    const store = new ConversationStore(storage, server);
    const choice = new TransportChoice(kinds, options.session ?? sessionChatStorage(), server);
    this.#outbox = new Outbox(storage, server, page, () => this.#outboxChanged());
    const outbox = this.#outbox;
    this.#view = new ChatView(language, outbox, store);
    const view = this.#view;
    this.#session = new ChatSession({
      server,
      view,
      outbox,
      store,
      choice,
      page,
      random,
      token,
      getToken,
      readsTraditional: options.readsTraditional ?? false,
    });
  }

  get state(): ChatState {
    return this.#view.state;
  }

  get token(): string | null {
    return this.#session.token;
  }

  subscribe(listener: (state: ChatState) => void): () => void {
    return this.#view.subscribe(listener);
  }

  connect(): void {
    this.#outbox.start();
    this.#view.showMessages();
    this.#session.connect();
  }

  disconnect(): void {
    this.#session.disconnect();
    this.#outbox.stop();
  }

  sendText(text: string): void {
    if (text.trim() !== "") {
      this.#write(text);
    }
  }

  press({ title, payload }: Button): void {
    this.#write(title, payload);
  }

  setTyping(on: boolean): void {
    this.#session.typing.set(on);
  }

  retry(id: string): void {
    const entry = this.#outbox.entries.find((other) => other.id === id);
    if (entry !== undefined && !this.#isTooLong(entry.text)) {
      this.#outbox.mend(id);
      this.#outboxChanged();
    }
  }

  discard(id: string): void {
    this.#outbox.take(id);
    this.#outboxChanged();
  }

  async loadEarlier(): Promise<void> {
    const { list } = this.#view;
    if (!this.#session.isOpen || !list.earlier) {
      return;
    }
    const { conversation } = this.#session;
    const page = await this.#session.history.before(list.first);
    if (page !== null && conversation === this.#session.conversation) {
      list.precedeWith(page.messages, page.earlier);
      this.#view.showMessages();
    }
  }

  /** Without a connection, return only the messages that are known here. */
  async allMessages(): Promise<readonly ShownMessage[]> {
    const { conversation, history } = this.#session;
    const older: ShownMessage[] = [];
    let { first, earlier } = this.#view.list;
    while (earlier && this.#session.isOpen) {
      const page = await history.before(first);
      const oldest = page?.messages[0];
      if (page === null || !oldest || conversation !== this.#session.conversation) {
        break;
      }
      older.unshift(...page.messages.map((message) => ({ ...message, delivery: "sent" as const })));
      first = oldest.seq;
      earlier = page.earlier;
    }
    const known = new Set(this.state.messages.map(({ id }) => id));
    return [...older.filter(({ id }) => !known.has(id)), ...this.state.messages];
  }

  async freshCard(message: string): Promise<Card | null> {
    const seq = this.state.messages.find(({ id }) => id === message)?.seq ?? null;
    if (seq === null || !this.#session.isOpen) {
      return null;
    }
    const page = await this.#session.history.before(seq + 1);
    return page?.messages.find(({ id }) => id === message)?.card ?? null;
  }

  giveFeedback(
    message: string,
    value: FeedbackValue,
    reason?: FeedbackReason,
    comment?: string,
  ): void {
    this.#view.feedback(message, value);
    const because = reason === undefined ? {} : { reason };
    this.#session.tell({ type: "feedback", message, value, ...because, ...commented(comment) });
  }

  rate(score: number, comment?: string): void {
    this.#view.change({ rating: score });
    this.#session.tell({ type: "rate", score, ...commented(comment) });
  }

  newConversation(): void {
    this.#session.renew();
  }

  deleteConversation(): void {
    this.#session.deleteConversation();
  }

  setLanguage(language: Language): void {
    this.#view.change({ language });
    this.#session.tell({ type: "language", language });
  }

  identify(token: string | null): void {
    this.#session.identify(token);
  }

  markRead(): void {
    if (this.#view.markRead() && this.state.signedIn) {
      this.#session.ask({ type: "read", seq: this.#view.list.last });
    }
  }

  tick(checklist: string, paper: string, on: boolean): boolean {
    return this.#session.ask({ type: "tick", checklist, paper, on });
  }

  place(checklist: string, file: string, paper: string | null): boolean {
    return this.#session.ask({ type: "paper", checklist, file, paper });
  }

  askConversations(): void {
    this.#session.ask({ type: "conversations" });
  }

  goTo({ id, key }: AccountConversation): void {
    this.#session.goTo({ id, key });
  }

  tellPage(page: SitePage | null): void {
    this.#session.tell({ type: "page", ...(page ?? { address: null }) });
  }

  fileAccess(): FileAccess | null {
    const access = this.#session.fileAccess;
    return access && { server: this.server, ...access };
  }

  #write(text: string, payload?: string): void {
    this.#outbox.add({
      id: newMessageId(),
      text,
      ...(payload === undefined ? {} : { payload }),
      at: new Date().toISOString(),
      ...(this.#isTooLong(text) ? { failure: "too_long" as const } : {}),
    });
    this.#outboxChanged();
  }

  /** The number of characters as the desk counts them: one for each code point. */
  #isTooLong(text: string): boolean {
    const { textLength } = this.state;
    return text.length > textLength && [...text].length > textLength;
  }

  #outboxChanged(): void {
    this.#view.showMessages();
    this.#session.delivery.next();
  }
}

function commented(comment: string | undefined): { comment?: string } {
  return comment ? { comment: [...comment].slice(0, COMMENT_LENGTH).join("") } : {};
}
