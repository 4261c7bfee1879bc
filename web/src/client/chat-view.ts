import type { ConversationStore } from "./conversation-store";
import { MessageList, type Addition } from "./message-list";
import { Observed } from "./observed";
import type { Outbox } from "./outbox";
import type {
  Attachment,
  ChatMessage,
  FeedbackValue,
  Language,
  StateFrame,
  WelcomeFrame,
} from "./protocol";
import type { ChatState } from "./state";

/** Used until the desk has sent its own limit. */
const TEXT_LENGTH = 2000;
/** If typing frames stop arriving, for example because the agent's connection broke, the agent
 * counts as no longer typing. */
const AGENT_TYPES_MS = 15_000;

/** The state of a conversation about which nothing is known yet. */
const BLANK = {
  signedIn: false,
  stage: "bot",
  handoff: null,
  blocked: false,
  returned: false,
  ratingWanted: false,
  earlier: false,
  typingSince: null,
  typingBy: "assistant",
  rating: null,
  unread: 0,
  conversations: null,
  deletion: "none",
} satisfies Partial<ChatState>;

/** Keeps ChatState, which is what the visitor is shown, in step with the messages and the outbox. */
export class ChatView {
  readonly list = new MessageList();
  readonly #state: Observed<ChatState>;
  readonly #outbox: Outbox;
  readonly #store: ConversationStore;
  #conversation: string | null = null;
  #readUpTo: number | null = null;
  #agentStops: ReturnType<typeof setTimeout> | undefined;

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
      fileBytes: null,
      clockAhead: 0,
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

  /** Forget the conversation, because another one follows. */
  clear(): void {
    this.list.clear();
    this.#conversation = null;
    this.#readUpTo = null;
    this.change(BLANK);
    this.showMessages();
  }

  welcomed(welcome: WelcomeFrame): void {
    this.list.continueWith(welcome.messages, welcome.earlier);
    const { id } = welcome.conversation;
    if (this.#conversation !== id) {
      this.#conversation = id;
      // In a continued conversation everything counts as read unless we know better.
      this.#readUpTo =
        this.#store.readUpTo(id) ?? welcome.read ?? (welcome.created ? 0 : this.list.last);
    }
    this.readTo(welcome.read ?? 0);
    this.moved(welcome);
    const { problem, typingSince } = this.state;
    this.change({
      signedIn: welcome.signed_in,
      language: welcome.language,
      rating: welcome.rating,
      textLength: welcome.limits.text_length,
      fileBytes: welcome.limits.file_bytes ?? null,
      clockAhead: welcome.now ? Date.parse(welcome.now) - Date.now() : 0,
      typingSince: welcome.typing ? (typingSince ?? Date.now()) : null,
      typingBy: "assistant",
      tokenNeeded: false,
      // The page's token was wrong, and stays so until the page brings another.
      problem: problem === "token_invalid" && !welcome.signed_in ? problem : null,
    });
    this.showMessages();
  }

  add(message: ChatMessage): Addition {
    const addition = this.list.add(message);
    if (addition === "new") {
      this.change(
        message.author === "visitor"
          ? { returned: false, ratingWanted: false }
          : { typingSince: null },
      );
      this.showMessages();
    }
    return addition;
  }

  typing(on: boolean, by: ChatState["typingBy"]): void {
    const { typingSince, typingBy } = this.state;
    const since = by === typingBy ? typingSince : null;
    if (on) {
      this.change({ typingSince: since ?? Date.now(), typingBy: by });
    } else if (by === typingBy) {
      this.change({ typingSince: null });
    }
    if (by === "agent") {
      clearTimeout(this.#agentStops);
      this.#agentStops = on ? setTimeout(() => this.typing(false, by), AGENT_TYPES_MS) : undefined;
    }
  }

  moved({
    state: stage,
    handoff,
    language = this.state.language,
    blocked = false,
  }: Pick<StateFrame, "state" | "handoff" | "language" | "blocked">): void {
    const { stage: before, returned, typingSince } = this.state;
    const back = before === "waiting" || before === "with_agent";
    this.change({
      stage,
      handoff,
      language,
      blocked,
      returned: stage === "bot" && !blocked && (back || returned),
      typingSince: stage === before ? typingSince : null,
    });
  }

  feedback(message: string, value: FeedbackValue): void {
    this.list.setFeedback(message, value);
    this.showMessages();
  }

  attachment(message: string, attachment: Attachment): void {
    this.list.setAttachment(message, attachment);
    this.showMessages();
  }

  /** Everything was seen. Return whether that is news. */
  markRead(): boolean {
    return this.readTo(this.list.last);
  }

  /** Messages up to a seq were seen, here, in another tab or on another device. */
  readTo(seq: number): boolean {
    const isNews = this.#conversation !== null && seq > (this.#readUpTo ?? 0);
    if (isNews) {
      this.#readUpTo = seq;
      this.#store.saveRead(this.#conversation!, seq);
      this.#countUnread();
    }
    return isNews;
  }

  readElsewhere(): void {
    if (this.#conversation !== null) {
      this.readTo(this.#store.readUpTo(this.#conversation) ?? 0);
    }
  }

  /** Update the state after a change of the messages or the outbox. */
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
