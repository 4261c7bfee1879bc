import type { ConversationStore } from "./kept-conversation";
import { MessageList, type Addition } from "./message-list";
import { Observed } from "./observed";
import type { Outbox } from "./outbox";
import type { ChatMessage, FeedbackValue, Language, Welcome } from "./protocol";
import type { ChatState } from "./state";

/** Until the desk tells its own. */
const TEXT_LENGTH = 2000;

/** Of a conversation that nothing is known of yet. */
const BLANK = {
  signedIn: false,
  closed: false,
  earlier: false,
  typingSince: null,
  rating: null,
  unread: 0,
} satisfies Partial<ChatState>;

/** What the user is shown: keeps ChatState in step with the messages and the outbox. */
export class ChatView {
  readonly list = new MessageList();
  readonly #state: Observed<ChatState>;
  readonly #outbox: Outbox;
  readonly #store: ConversationStore;
  #conversation: string | null = null;
  #readUpTo: number | null = null;

  constructor(language: Language, outbox: Outbox, store: ConversationStore) {
    this.#outbox = outbox;
    this.#store = store;
    this.#state = new Observed<ChatState>({
      ...BLANK,
      phase: "idle",
      transport: null,
      language,
      messages: [],
      textLength: TEXT_LENGTH,
      tokenNeeded: false,
      problem: null,
    });
  }

  get state(): ChatState {
    return this.#state.value;
  }

  subscribe(listener: (state: ChatState) => void): () => void {
    return this.#state.subscribe(listener);
  }

  change(change: Partial<ChatState>): void {
    this.#state.change(change);
  }

  /** Another conversation follows. */
  clear(): void {
    this.list.clear();
    this.#conversation = null;
    this.#readUpTo = null;
    this.change(BLANK);
    this.showMessages();
  }

  welcomed(welcome: Welcome): void {
    this.list.continueWith(welcome.messages, welcome.earlier);
    const { id } = welcome.conversation;
    if (this.#conversation !== id) {
      this.#conversation = id;
      // Of a conversation that goes on, all is taken for read where nothing else is known.
      this.#readUpTo = this.#store.readUpTo(id) ?? (welcome.created ? 0 : this.list.last);
    }
    const { problem, typingSince } = this.state;
    this.change({
      signedIn: welcome.signed_in,
      closed: welcome.state === "closed",
      language: welcome.language,
      rating: welcome.rating,
      textLength: welcome.limits.text_length,
      typingSince: welcome.typing ? (typingSince ?? Date.now()) : null,
      tokenNeeded: false,
      // The page brought a wrong token: that stays so until it brings another.
      problem: problem === "token_invalid" && !welcome.signed_in ? problem : null,
    });
    this.showMessages();
  }

  add(message: ChatMessage): Addition {
    const addition = this.list.add(message);
    if (addition === "new") {
      if (message.author !== "visitor") {
        this.change({ typingSince: null });
      }
      this.showMessages();
    }
    return addition;
  }

  typing(on: boolean): void {
    this.change({ typingSince: on ? (this.state.typingSince ?? Date.now()) : null });
  }

  feedback(message: string, value: FeedbackValue): void {
    this.list.setFeedback(message, value);
    this.showMessages();
  }

  markRead(): void {
    if (this.#conversation !== null && this.list.last > (this.#readUpTo ?? 0)) {
      this.#readUpTo = this.list.last;
      this.#store.keepRead(this.#conversation, this.list.last);
      this.#countUnread();
    }
  }

  readElsewhere(): void {
    const seq = this.#conversation === null ? null : this.#store.readUpTo(this.#conversation);
    if (seq !== null && seq > (this.#readUpTo ?? 0)) {
      this.#readUpTo = seq;
      this.#countUnread();
    }
  }

  /** After the messages or the outbox changed. */
  showMessages(): void {
    this.change({
      messages: this.list.shown(this.#outbox.entries),
      earlier: this.list.earlier,
    });
    this.#countUnread();
  }

  #countUnread(): void {
    const seq = this.#readUpTo;
    this.change({ unread: seq === null ? 0 : this.list.othersAfter(seq) });
  }
}
