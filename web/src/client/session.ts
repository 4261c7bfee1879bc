/** The client's side of docs/protocol.md: one visitor's session with the desk. */

import { Authentication } from "./authentication";
import type { ChatView } from "./chat-view";
import { Connection } from "./connection";
import { ConversationSwitch } from "./conversation-switch";
import { Delivery } from "./delivery";
import { History } from "./history";
import { Inbox, type ConversationFrame } from "./inbox";
import type { ConversationStore, StoredConversation } from "./conversation-store";
import type { Outbox } from "./outbox";
import type { Page } from "./page";
import type {
  ClientFrame,
  ErrorFrame,
  HelloFrame,
  ServerFrame,
  StateFrame,
  WelcomeFrame,
} from "./protocol";
import type { FileAccess } from "./state";
import { TabConversation } from "./tab-conversation";
import type { GetToken } from "./tokens";
import type { TransportChoice } from "./transport-choice";
import { Unconfirmed } from "./unconfirmed";
import { VisitorTyping } from "./visitor-typing";

interface SessionParts {
  server: string;
  view: ChatView;
  outbox: Outbox;
  store: ConversationStore;
  choice: TransportChoice;
  page: Page;
  random: () => number;
  token: string | null;
  getToken: GetToken | undefined;
  readonly readsTraditional: boolean;
}

/** Acts on each frame of the desk; Authentication and ConversationSwitch do what concerns the
 * visitor's identity and the change to another conversation. */
export class ChatSession {
  readonly history: History;
  readonly delivery: Delivery;
  readonly typing: VisitorTyping;
  readonly #view: ChatView;
  readonly #store: ConversationStore;
  readonly #tab: TabConversation;
  readonly #authentication: Authentication;
  readonly #switch: ConversationSwitch;
  readonly #connection: Connection;
  readonly #unconfirmed = new Unconfirmed();
  readonly #inbox: Inbox;
  #unwatch: (() => void) | null = null;
  /** This connection is in the current conversation: what it brings belongs there. */
  #isOpen = false;
  /** A gap was seen, and the missing messages were asked for. */
  #isCatchingUp = false;

  readonly #readsTraditional: boolean;

  constructor(given: SessionParts) {
    const { view, outbox, store, token, getToken, readsTraditional, ...parts } = given;
    this.#readsTraditional = readsTraditional;
    this.#view = view;
    this.#store = store;
    this.#tab = new TabConversation(store);
    this.#connection = new Connection(
      { ...parts, hello: () => this.#hello() },
      {
        frame: (frame) => this.#onFrame(frame),
        phase: (phase, transport) => view.change({ phase, transport }),
        cut: () => this.#cut(),
      },
    );
    const connection = this.#connection;
    const send = (frame: ClientFrame): void => connection.send(frame);
    this.history = new History(send);
    this.delivery = new Delivery(outbox, send);
    this.typing = new VisitorTyping(send, () => this.#isRead());
    this.#authentication = new Authentication({
      token,
      getToken,
      view,
      delivery: this.delivery,
      connection,
      isOpen: () => this.#isOpen,
    });
    this.#switch = new ConversationSwitch({
      tab: this.#tab,
      view,
      outbox,
      leave: () => {
        this.#cut();
        this.#unconfirmed.clear();
      },
      greet: () => connection.greet(),
    });
    this.#inbox = new Inbox(view, outbox, this.delivery, this.history, this.#unconfirmed);
  }

  /** Whether the desk can be asked something about this conversation now. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  get token(): string | null {
    return this.#authentication.token;
  }

  get conversation(): string | null {
    return this.#tab.current?.id ?? null;
  }

  get fileAccess(): Omit<FileAccess, "server"> | null {
    const { current } = this.#tab;
    return (
      current && { conversation: current.id, key: current.key, token: this.#authentication.token }
    );
  }

  connect(): void {
    if (this.#unwatch === null) {
      this.#unwatch = this.#store.watch({
        conversation: () => this.#switch.followOtherTab(),
        read: () => this.#view.readElsewhere(),
      });
    }
    this.#connection.start();
  }

  disconnect(): void {
    this.#unwatch?.();
    this.#unwatch = null;
    this.#authentication.stop();
    this.#connection.stop();
  }

  /** Tell the desk what the visitor chose, now or as soon as it can be reached. */
  tell(frame: ClientFrame): void {
    this.#unconfirmed.put(frame);
    if (this.#isOpen) {
      this.#send(frame);
    }
  }

  /** Go on with another conversation of the account. */
  goTo(conversation: Pick<StoredConversation, "id" | "key">): void {
    this.#switch.goTo({ ...conversation, signedIn: true });
  }

  /** Send what need not be kept until it is answered. Return whether the desk is there. */
  ask(frame: ClientFrame): boolean {
    const isThere = this.#isOpen && !this.#view.state.tokenNeeded;
    if (isThere) {
      this.#send(frame);
    }
    return isThere;
  }

  /** Begin a new conversation. */
  renew(): void {
    if (this.#switch.isRenewing) {
      return;
    }
    this.#view.change({ problem: null });
    const { tokenNeeded } = this.#view.state;
    if (this.#isOpen && !tokenNeeded) {
      this.#switch.renewing();
      this.delivery.pause();
      this.#connection.send({ type: "new" });
      return;
    }
    const keepOutbox = !tokenNeeded || !this.#tab.current?.signedIn;
    if (tokenNeeded) {
      // Without a new token the visitor can only go on without an account.
      this.#authentication.signOut();
    }
    this.#switch.beginAnew({ keepOutbox, wanted: true });
  }

  /** Delete the conversation for good, now or as soon as the desk can be reached again. */
  deleteConversation(): void {
    const { conversation } = this;
    if (conversation !== null && !this.#isDeleting) {
      this.#view.change({ deletion: "under_way", problem: null });
      this.delivery.pause();
      this.tell({ type: "delete", conversation });
    }
  }

  get #isDeleting(): boolean {
    return this.#view.state.deletion === "under_way";
  }

  /** Sign in with a token, or out with null. */
  identify(token: string | null): void {
    if (token === this.#authentication.token && !this.#view.state.tokenNeeded) {
      return;
    }
    this.#view.change({ problem: null });
    if (token !== null) {
      this.#authentication.use(token);
      return;
    }
    this.#authentication.signOut();
    if (this.#tab.current?.signedIn) {
      this.#switch.beginAnew({ keepOutbox: false });
    } else if (this.#connection.isHeld) {
      this.#connection.greet();
    }
  }

  #hello(): HelloFrame {
    const { current } = this.#tab;
    const token = this.#authentication.present();
    const after = this.#view.list.last;
    return {
      type: "hello",
      protocol: 1,
      language: this.#view.state.language,
      ...(this.#readsTraditional ? { script: "hant" as const } : {}),
      ...(current === null ? {} : { conversation: { id: current.id, key: current.key } }),
      ...(token === null ? {} : { token }),
      ...(after === 0 ? {} : { after }),
      ...(this.#switch.wantsNew ? {} : { resume: true }),
    };
  }

  #send(frame: ClientFrame): void {
    this.#connection.send(frame);
    if (frame.type === "language") {
      this.#unconfirmed.confirmed("language"); // The desk does not answer it.
    }
  }

  #onFrame(frame: ServerFrame): void {
    if (frame.type === "welcome") {
      this.#onWelcome(frame);
    } else if (frame.type === "error") {
      this.#onError(frame);
    } else if (this.#isOpen) {
      if (frame.type === "state") {
        this.#onState(frame);
      } else {
        this.#onConversationFrame(frame);
      }
    }
  }

  #onState(frame: Omit<StateFrame, "type">): void {
    if (frame.state === "closed") {
      if (this.#switch.isRenewing || this.#isDeleting) {
        return; // A new conversation, asked for here, ends the old one: that is no news.
      }
      this.delivery.pause();
    }
    this.#view.moved(frame);
  }

  /** Whether an agent reads what the visitor does, or will soon. */
  #isRead(): boolean {
    const { stage, tokenNeeded } = this.#view.state;
    return this.#isOpen && !tokenNeeded && (stage === "waiting" || stage === "with_agent");
  }

  #onConversationFrame(frame: ConversationFrame): void {
    const need = this.#inbox.heard(frame);
    if (need === "token") {
      this.#needToken();
    } else if (need === "missing" && !this.#isCatchingUp) {
      this.#isCatchingUp = true;
      this.#connection.greet();
    }
  }

  #onWelcome(welcome: WelcomeFrame): void {
    const { id, key } = welcome.conversation;
    if (id !== this.conversation) {
      if (key === undefined) {
        return; // The answer to a hello that was followed by another one.
      }
      if (this.#isDeleting) {
        this.#switch.deleted();
        this.#unconfirmed.clear();
      }
      if (!this.#switch.began({ id, key, signedIn: welcome.signed_in })) {
        return;
      }
    }
    this.#switch.welcomed(welcome.signed_in);
    this.#isCatchingUp = false;
    this.#isOpen = true;
    this.#authentication.accepted();
    const chosen = this.#unconfirmed.frames.find((frame) => frame.type === "language");
    this.#view.welcomed({ ...welcome, ...(chosen ? { language: chosen.language } : {}) });
    welcome.messages.forEach((message) => this.delivery.stored(message.id));
    this.#view.list.recall(welcome.recalled ?? []);
    this.#view.showMessages();
    if (!this.#authentication.isPresented) {
      this.#authentication.send();
      return;
    }
    this.#unconfirmed.frames.forEach((frame) => this.#send(frame));
    this.#deliver();
  }

  #onError(error: ErrorFrame): void {
    const { code } = error;
    switch (code) {
      case "origin_refused":
      case "protocol_version":
        this.#connection.refuse();
        this.#view.change({ problem: code });
        break;
      case "unknown_conversation":
        this.#switch.lost({ keepOutbox: !this.#tab.current?.signedIn && !this.#isDeleting });
        break;
      case "another_account":
        this.#switch.belongsToAnother();
        break;
      case "token_invalid":
        this.#authentication.refused();
        this.#view.change({ problem: code });
        this.#cut();
        this.#connection.greet();
        break;
      case "token_expired":
        this.#needToken();
        break;
      case "closed":
        if (this.#isOpen) {
          const { handoff, blocked } = this.#view.state;
          this.#onState({ state: "closed", handoff, blocked });
        }
        break;
      case "unknown_message":
        this.#unconfirmed.clear();
        break;
      default:
        this.#onRefusal(error);
    }
  }

  /** Act on the refusal of a hello, of a new conversation, or of a message. */
  #onRefusal(error: ErrorFrame): void {
    const { code, retry_after: seconds } = error;
    const isEntering = !this.#isOpen || this.#isCatchingUp;
    if (isEntering || code === "hello_first" || code === "too_many_connections") {
      this.#connection.retryAfter(seconds);
      this.#view.change({ problem: code });
    } else if (this.#isDeleting && error.id === undefined) {
      this.#onRefusedDeletion(error);
    } else if (this.#switch.isRenewing) {
      this.#switch.stay();
      this.#view.change({ problem: code });
      this.#deliver();
    } else {
      this.delivery.refused(error);
      this.#view.showMessages();
    }
  }

  #onRefusedDeletion({ code }: ErrorFrame): void {
    if (code === "too_many_conversations") {
      this.#switch.beginAnew({ keepOutbox: false }); // It is deleted, and the next one has to wait.
      return;
    }
    this.#unconfirmed.confirmed("delete");
    this.#view.change({ deletion: "failed" });
    this.#deliver();
  }

  #deliver(): void {
    if (this.#view.state.stage !== "closed" && !this.#isDeleting) {
      this.delivery.open();
    }
  }

  #needToken(): void {
    if (this.#authentication.isPresented && this.#authentication.token === null) {
      this.#tab.belongs(true); // The visitor signed in elsewhere.
    }
    this.#authentication.need();
  }

  /** The old connection brings no more answers. */
  #cut(): void {
    this.#switch.cut();
    this.#isOpen = this.#isCatchingUp = false;
    this.delivery.pause();
    this.history.cut();
    this.#view.change({ typingSince: null });
  }
}
