/** The client's side of docs/protocol.md: which conversation this page is in, as whom, and what
 * comes of each frame of the desk. */

import type { ChatView } from "./chat-view";
import { Connection } from "./connection";
import { Delivery } from "./delivery";
import { History } from "./history";
import { Inbox, type ConversationFrame } from "./inbox";
import type { ConversationStore } from "./kept-conversation";
import type { Outbox } from "./outbox";
import type { Page } from "./page";
import type {
  ClientFrame,
  ConversationState,
  ErrorFrame,
  Handoff,
  HelloFrame,
  ServerFrame,
  WelcomeFrame,
} from "./protocol";
import { TabConversation } from "./tab-conversation";
import { Tokens, type GetToken } from "./tokens";
import type { TransportChoice } from "./transport-choice";
import { Unconfirmed } from "./unconfirmed";
import { VisitorTyping } from "./visitor-typing";

interface DialogueParts {
  server: string;
  view: ChatView;
  outbox: Outbox;
  store: ConversationStore;
  choice: TransportChoice;
  page: Page;
  random: () => number;
  token: string | null;
  getToken: GetToken | undefined;
}

export class Dialogue {
  readonly history: History;
  readonly delivery: Delivery;
  readonly typing: VisitorTyping;
  readonly #view: ChatView;
  readonly #outbox: Outbox;
  readonly #store: ConversationStore;
  readonly #tab: TabConversation;
  readonly #tokens: Tokens;
  readonly #connection: Connection;
  readonly #unconfirmed = new Unconfirmed();
  readonly #inbox: Inbox;
  #unwatch: (() => void) | null = null;
  /** This connection is in the current conversation: what it brings belongs there. */
  #welcomed = false;
  /** A gap was seen, and the missing messages were asked for. */
  #catchingUp = false;
  /** The user asked for a new conversation. */
  #renewing = false;
  #greetedWith: string | null = null;

  constructor({ view, outbox, store, token, getToken, ...parts }: DialogueParts) {
    this.#view = view;
    this.#outbox = outbox;
    this.#store = store;
    this.#tab = new TabConversation(store);
    this.#tokens = new Tokens(token, getToken, (brought) => this.#useToken(brought));
    this.#connection = new Connection(
      { ...parts, hello: () => this.#hello() },
      {
        frame: (frame) => this.#heard(frame),
        phase: (phase, transport) => view.change({ phase, transport }),
        cut: () => this.#cut(),
      },
    );
    const send = (frame: ClientFrame): void => this.#connection.send(frame);
    this.history = new History(send);
    this.delivery = new Delivery(outbox, send);
    this.typing = new VisitorTyping(send, () => this.#hasReader());
    this.#inbox = new Inbox(view, outbox, this.delivery, this.history, this.#unconfirmed);
    this.#addressOutbox();
  }

  /** Whether the desk can be asked something about this conversation now. */
  get isOpen(): boolean {
    return this.#welcomed;
  }

  get conversation(): string | null {
    return this.#tab.current?.id ?? null;
  }

  connect(): void {
    if (this.#unwatch === null) {
      this.#unwatch = this.#store.watch({
        conversation: () => this.#followOtherTab(),
        read: () => this.#view.readElsewhere(),
      });
    }
    this.#connection.start();
  }

  disconnect(): void {
    this.#unwatch?.();
    this.#unwatch = null;
    this.#tokens.stop();
    this.#connection.stop();
  }

  /** Tells the desk what the user chose, now or as soon as it can be reached. */
  tell(frame: ClientFrame): void {
    this.#unconfirmed.put(frame);
    if (this.#welcomed) {
      this.#send(frame);
    }
  }

  renew(): void {
    if (this.#renewing) {
      return;
    }
    this.#view.change({ problem: null });
    if (this.#welcomed && !this.#view.state.tokenNeeded) {
      this.#renewing = true;
      this.delivery.pause();
      this.#connection.send({ type: "new" });
      return;
    }
    const keepOutbox = !this.#view.state.tokenNeeded || !this.#tab.current?.signedIn;
    if (this.#view.state.tokenNeeded) {
      // Without a new token the user can go on as nobody only.
      this.#signOut();
    }
    this.#beginAnew(keepOutbox);
  }

  identify(token: string | null): void {
    if (token === this.#tokens.current && !this.#view.state.tokenNeeded) {
      return;
    }
    this.#view.change({ problem: null });
    if (token !== null) {
      this.#useToken(token);
      return;
    }
    this.#signOut();
    if (this.#tab.current?.signedIn) {
      this.#beginAnew(false);
    } else if (this.#connection.isHeld) {
      this.#connection.greet();
    }
  }

  #hello(): HelloFrame {
    const { current } = this.#tab;
    const token = this.#tokens.current;
    const after = this.#view.list.last;
    this.#greetedWith = token;
    return {
      type: "hello",
      protocol: 1,
      language: this.#view.state.language,
      ...(current === null ? {} : { conversation: { id: current.id, key: current.key } }),
      ...(token === null ? {} : { token }),
      ...(after === 0 ? {} : { after }),
    };
  }

  #send(frame: ClientFrame): void {
    this.#connection.send(frame);
    if (frame.type === "language") {
      this.#unconfirmed.confirmed("language"); // has no answer
    }
  }

  #heard(frame: ServerFrame): void {
    if (frame.type === "welcome") {
      this.#onWelcome(frame);
    } else if (frame.type === "error") {
      this.#onError(frame);
    } else if (this.#welcomed) {
      if (frame.type === "state") {
        this.#onState(frame.state, frame.handoff);
      } else {
        this.#onEvent(frame);
      }
    }
  }

  #onState(stage: ConversationState, handoff: Handoff | null): void {
    if (stage === "closed") {
      if (this.#renewing) {
        return; // A new one, asked for here, ends the old one: that is no news.
      }
      this.delivery.pause();
    }
    this.#view.moved(stage, handoff);
  }

  /** Whether a person, or soon one, is told what the user does. */
  #hasReader(): boolean {
    const { stage, tokenNeeded } = this.#view.state;
    return this.#welcomed && !tokenNeeded && (stage === "waiting" || stage === "with_agent");
  }

  #onEvent(frame: ConversationFrame): void {
    const need = this.#inbox.heard(frame);
    if (need === "token") {
      this.#needToken();
    } else if (need === "missing" && !this.#catchingUp) {
      this.#catchingUp = true;
      this.#connection.greet();
    }
  }

  #onWelcome(welcome: WelcomeFrame): void {
    const { id, key } = welcome.conversation;
    if (id !== this.conversation) {
      if (key === undefined) {
        return; // an answer to a hello that has been followed by another one
      }
      const begun = { id, key, signedIn: welcome.signed_in };
      if (!this.#tab.began(begun, this.#renewing)) {
        this.#enter();
        return;
      }
      this.#view.clear();
    }
    this.#tab.belongs(welcome.signed_in);
    this.#renewing = this.#catchingUp = false;
    this.#welcomed = true;
    this.#tokens.accepted();
    const chosen = this.#unconfirmed.frames.find((frame) => frame.type === "language");
    this.#view.welcomed({ ...welcome, ...(chosen ? { language: chosen.language } : {}) });
    this.#addressOutbox();
    welcome.messages.forEach((message) => this.delivery.stored(message.id));
    this.#view.showMessages();
    if (this.#greetedWith !== this.#tokens.current) {
      this.#sendToken();
      return;
    }
    this.#unconfirmed.frames.forEach((frame) => this.#send(frame));
    if (this.#view.state.stage !== "closed") {
      this.delivery.open();
    }
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
        this.#beginAnew(!this.#tab.current?.signedIn);
        break;
      case "another_account":
        if (!this.#tab.isAnothers()) {
          this.#outbox.clear();
        }
        this.#enter();
        break;
      case "token_invalid":
        this.#tokens.set(null);
        this.#view.change({ problem: code });
        this.#cut();
        this.#connection.greet();
        break;
      case "token_expired":
        this.#needToken();
        break;
      case "closed":
        if (this.#welcomed) {
          this.#onState("closed", this.#view.state.handoff);
        }
        break;
      case "unknown_message":
        this.#unconfirmed.clear();
        break;
      default:
        this.#onRefusal(error);
    }
  }

  /** Refusals of a hello, of the wish for a new conversation, or of a message. */
  #onRefusal(error: ErrorFrame): void {
    const { code, retry_after: seconds } = error;
    const entering = !this.#welcomed || this.#catchingUp;
    if (entering || code === "hello_first" || code === "too_many_connections") {
      this.#connection.retryAfter(seconds);
      this.#view.change({ problem: code });
    } else if (this.#renewing) {
      this.#renewing = false;
      this.#view.change({ problem: code });
      if (this.#view.state.stage !== "closed") {
        this.delivery.open();
      }
    } else {
      this.delivery.refused(error);
      this.#view.showMessages();
    }
  }

  #needToken(): void {
    if (!this.#welcomed && this.#greetedWith !== this.#tokens.current) {
      this.#connection.greet(); // the page has brought one meanwhile
      return;
    }
    if (this.#greetedWith === null) {
      this.#tab.belongs(true); // it was signed in elsewhere
    }
    this.delivery.pause();
    this.#view.change({ tokenNeeded: true, typingSince: null });
    if (!this.#welcomed) {
      this.#connection.hold();
    }
    this.#tokens.need();
  }

  #useToken(token: string): void {
    this.#tokens.set(token);
    this.#view.change({ tokenNeeded: false, problem: null });
    if (this.#welcomed) {
      this.#sendToken();
    } else if (this.#connection.isHeld) {
      this.#connection.greet();
    }
  }

  /** Messages wait until the desk has taken it. */
  #sendToken(): void {
    const token = this.#tokens.current;
    this.delivery.pause();
    this.#greetedWith = token;
    if (token !== null) {
      this.#connection.send({ type: "token", token });
    } else {
      this.#connection.greet();
    }
  }

  #signOut(): void {
    this.#tokens.set(null);
    this.#view.change({ tokenNeeded: false });
  }

  #beginAnew(keepOutbox: boolean): void {
    if (!keepOutbox) {
      this.#outbox.clear();
    }
    this.#tab.forget();
    this.#enter();
  }

  /** Goes into the tab's current conversation, or a new one. */
  #enter(): void {
    this.#renewing = false;
    this.#cut();
    this.#unconfirmed.clear();
    this.#addressOutbox();
    this.#view.clear();
    this.#connection.greet();
  }

  #followOtherTab(): void {
    if (this.#tab.follow()) {
      this.#enter();
    }
  }

  /** What was asked over the old connection is not answered any more. */
  #cut(): void {
    if (this.#renewing) {
      // Whether the desk heard it or not, the user wanted to begin anew.
      this.#renewing = false;
      this.#tab.forget();
      this.#addressOutbox();
      this.#view.clear();
    }
    this.#welcomed = this.#catchingUp = false;
    this.delivery.pause();
    this.history.cut();
    this.#view.change({ typingSince: null });
  }

  #addressOutbox(): void {
    const { current } = this.#tab;
    this.#outbox.address({ id: current?.id ?? null, signedIn: current?.signedIn ?? false });
  }
}
