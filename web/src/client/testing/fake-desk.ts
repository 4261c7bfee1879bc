/** A desk for tests, which keeps conversations in memory and speaks the protocol of
 * docs/protocol.md. Every frame is checked against the schemas, in both directions. Tokens are
 * "ACCOUNT", "ACCOUNT#2", "ACCOUNT:expired" or "wrong". */

import type {
  Author,
  ChatMessage,
  ClientFrame,
  ConversationState,
  ErrorCode,
  Handoff,
  HelloFrame,
  ServerFrame,
} from "../protocol";
import { checkedClientFrame, checkedServerFrame } from "./schemas";

export interface FakeConversation {
  id: string;
  key: string;
  account: string | null;
  state: ConversationState;
  handoff: Handoff | null;
  blocked?: boolean;
  messages: ChatMessage[];
  rating: number | null;
  language: "zh" | "en";
  read?: number;
}

class Refused extends Error {
  readonly frame: ServerFrame;

  constructor(code: ErrorCode, id?: string, retryAfter?: number) {
    super(code);
    this.frame = {
      type: "error",
      code,
      detail: "Refused by the test.",
      ...(id === undefined ? {} : { id }),
      ...(retryAfter === undefined ? {} : { retry_after: retryAfter }),
    };
  }
}

export class FakeDesk {
  readonly conversations = new Map<string, FakeConversation>();
  readonly sessions = new Set<FakeSession>();
  /** Every client frame, in order. */
  readonly received: ClientFrame[] = [];
  textLength = 2000;
  page = 50;
  missedAtOnce = 200;
  greeting: string | null = "你好";
  /** While this is on, acknowledgements and messages get lost on their way. */
  deaf = false;
  #begun = 0;
  readonly #refusals: { type: ClientFrame["type"]; code: ErrorCode; retryAfter?: number }[] = [];

  connect(send: (frame: ServerFrame) => void): FakeSession {
    return new FakeSession(this, send);
  }

  /** The error that refuses the next frame of a type. */
  refuse(type: ClientFrame["type"], code: ErrorCode, retryAfter?: number): void {
    this.#refusals.push({ type, code, ...(retryAfter === undefined ? {} : { retryAfter }) });
  }

  refusal(type: ClientFrame["type"], id?: string): Refused | null {
    const index = this.#refusals.findIndex((refusal) => refusal.type === type);
    const [refusal] = index < 0 ? [] : this.#refusals.splice(index, 1);
    return refusal ? new Refused(refusal.code, id, refusal.retryAfter) : null;
  }

  begin(account: string | null, language: "zh" | "en" = "zh"): FakeConversation {
    this.#begun += 1;
    const id = `conversation-${this.#begun}`;
    const conversation: FakeConversation = {
      id,
      key: `the-key-of-${id}`,
      account,
      state: "bot",
      handoff: null,
      messages: [],
      rating: null,
      language,
    };
    this.conversations.set(id, conversation);
    return conversation;
  }

  /** The newest. */
  get conversation(): FakeConversation {
    return [...this.conversations.values()].at(-1)!;
  }

  sent(type: ClientFrame["type"]): ClientFrame[] {
    return this.received.filter((frame) => frame.type === type);
  }

  say(text: string, author: Author = "assistant", to = this.conversation): ChatMessage {
    const message = this.store(to, author, `${to.id}-${to.messages.length + 1}`, text);
    this.tell(to, { type: "message", message });
    return message;
  }

  /** Store a message without sending it to anybody. */
  store(to: FakeConversation, author: Author, id: string, text: string): ChatMessage {
    const message: ChatMessage = {
      id,
      seq: to.messages.length + 1,
      author,
      name: author === "agent" ? "Li" : null,
      text,
      at: "2026-11-24T08:00:00Z",
      buttons: [],
      links: [],
      answers: null,
      feedback: null,
    };
    to.messages.push(message);
    return message;
  }

  /** An agent takes a message back. */
  recall(message: ChatMessage): void {
    Object.assign(message, { text: "", recalled: true });
    this.tell(this.conversation, { type: "recalled", seq: message.seq });
  }

  /** The conversation is taken, given back or ended at the support desk. */
  move(state: ConversationState, handoff: Partial<Handoff> | null = null): void {
    const to = this.conversation;
    const nothing: Handoff = {
      position: null,
      wait_minutes: null,
      staffed: true,
      agent: null,
      ticket: null,
    };
    to.state = state;
    to.handoff = handoff && { ...nothing, ...handoff };
    delete to.blocked;
    this.tell(to, { type: "state", state, handoff: to.handoff });
  }

  /** An agent blocks the visitor: the assistant alone goes on. */
  block(): void {
    const to = this.conversation;
    Object.assign(to, { state: "bot", handoff: null, blocked: true });
    this.tell(to, { type: "state", state: "bot", handoff: null, blocked: true });
  }

  tell(to: FakeConversation, frame: ServerFrame): void {
    for (const session of this.sessions) {
      if (session.conversation === to && !session.locked) {
        session.send(frame);
      }
    }
  }
}

export class FakeSession {
  conversation: FakeConversation | null = null;
  account: string | null = null;
  locked = false;
  resumes = false;
  readonly #desk: FakeDesk;
  readonly #send: (frame: ServerFrame) => void;

  constructor(desk: FakeDesk, send: (frame: ServerFrame) => void) {
    this.#desk = desk;
    this.#send = send;
  }

  send(frame: ServerFrame): void {
    if (!this.#desk.deaf) {
      this.#send(checkedServerFrame(structuredClone(frame)));
    }
  }

  receive(raw: unknown, listen = true): void {
    const frame = checkedClientFrame(raw);
    this.#desk.received.push(frame);
    try {
      const refusal = this.#desk.refusal(frame.type, "id" in frame ? frame.id : undefined);
      if (refusal !== null) {
        throw refusal;
      }
      if (frame.type === "hello") {
        this.enter(frame, listen);
      } else {
        this.#handle(frame);
      }
    } catch (refused) {
      if (!(refused instanceof Refused)) {
        throw refused;
      }
      this.send(refused.frame);
    }
  }

  /** The token expires. */
  expire(): void {
    this.locked = true;
    this.#send({ type: "token_needed" });
  }

  leave(): void {
    this.#desk.sessions.delete(this);
    this.conversation = null;
  }

  enter(hello: HelloFrame, listen: boolean): void {
    const account = verified(hello.token);
    this.leave();
    const found = hello.conversation && this.#desk.conversations.get(hello.conversation.id);
    if (hello.conversation && found?.key !== hello.conversation.key) {
      throw new Refused("unknown_conversation");
    }
    this.resumes = listen && hello.resume === true;
    const resumed = this.#resumed(found, account);
    const conversation = resumed ?? found ?? this.#desk.begin(account, hello.language);
    this.#belong(conversation, account);
    this.conversation = conversation;
    this.locked = false;
    if (!listen) {
      return;
    }
    this.#desk.sessions.add(this);
    const after = hello.after ?? 0;
    const most = hello.after === undefined ? this.#desk.page : this.#desk.missedAtOnce;
    const messages = conversation.messages.slice(after).slice(-most);
    const created = !found && !resumed;
    this.#welcome(created, messages, (messages[0]?.seq ?? 0) > after + 1, Boolean(resumed));
    this.#greet(created);
  }

  /** What the account has open, in place of none or of one in which nothing was said. */
  #resumed(found: FakeConversation | null | undefined, account: string | null) {
    const isBlank = !found?.messages.some(({ author }) => author === "visitor");
    if (!this.resumes || account === null || found?.account || !isBlank) {
      return undefined;
    }
    return [...this.#desk.conversations.values()]
      .filter((one) => one.account === account && one.state !== "closed")
      .at(-1);
  }

  #handle(frame: Exclude<ClientFrame, HelloFrame>): void {
    const { conversation } = this;
    if (frame.type === "ping") {
      this.send({ type: "pong" });
      return;
    }
    if (conversation === null) {
      throw new Refused("hello_first", "id" in frame ? frame.id : undefined);
    }
    if (this.locked && frame.type !== "token") {
      throw new Refused("token_expired", "id" in frame ? frame.id : undefined);
    }
    switch (frame.type) {
      case "send":
        this.#onSend(conversation, frame);
        break;
      case "token": {
        const account = verified(frame.token);
        const resumed = this.#resumed(conversation, account);
        const now = resumed ?? conversation;
        this.conversation = now;
        this.#belong(now, account);
        this.locked = false;
        this.#welcome(false, resumed?.messages ?? [], false, Boolean(resumed));
        break;
      }
      case "conversations": {
        const mine = [...this.#desk.conversations.values()].filter(
          ({ account }) => account !== null && account === this.account,
        );
        this.send({ type: "conversations", conversations: mine.reverse().map(listed) });
        break;
      }
      case "read":
        conversation.read = frame.seq;
        this.#desk.tell(conversation, { type: "read", seq: frame.seq });
        break;
      case "history": {
        const start = Math.max(0, frame.before - 1 - this.#desk.page);
        const messages = conversation.messages.slice(start, frame.before - 1);
        this.send({ type: "history", messages, earlier: start > 0 });
        break;
      }
      case "feedback": {
        const { message, value } = frame;
        this.#desk.tell(conversation, { type: "feedback", message, value });
        break;
      }
      case "rate":
        conversation.rating = frame.score;
        this.#desk.tell(conversation, { type: "rated", score: frame.score });
        break;
      case "new":
        this.#onNew(conversation);
        break;
      case "delete":
        this.#onDelete(conversation);
        break;
      default:
    }
  }

  #onSend(conversation: FakeConversation, frame: Extract<ClientFrame, { type: "send" }>): void {
    const known = conversation.messages.find(({ id }) => id === frame.id);
    if (known === undefined && conversation.state === "closed") {
      throw new Refused("closed", frame.id);
    }
    const text = "text" in frame ? frame.text : frame.payload;
    const message = known ?? this.#desk.store(conversation, "visitor", frame.id, text);
    this.send({ type: "ack", id: message.id, seq: message.seq, at: message.at });
    if (known === undefined) {
      this.#desk.tell(conversation, { type: "message", message });
    }
  }

  #onNew(conversation: FakeConversation): void {
    const listening = this.#desk.sessions.delete(this);
    conversation.state = "closed";
    this.#desk.tell(conversation, { type: "error", code: "closed", detail: "It was ended." });
    this.conversation = this.#desk.begin(this.account, conversation.language);
    if (listening) {
      this.#desk.sessions.add(this);
    }
    this.#welcome(true, [], false);
    this.#greet(true);
  }

  #onDelete(conversation: FakeConversation): void {
    const listening = this.#desk.sessions.delete(this);
    this.#desk.conversations.delete(conversation.id);
    this.conversation = this.#desk.begin(this.account, conversation.language);
    if (listening) {
      this.#desk.sessions.add(this);
    }
    this.#welcome(true, [], false);
    this.#greet(true);
    const detail = "It was deleted.";
    this.#desk.tell(conversation, { type: "error", code: "unknown_conversation", detail });
  }

  #belong(conversation: FakeConversation, account: string | null): void {
    if (conversation.account !== null && account === null) {
      throw new Refused("token_expired");
    }
    if (conversation.account !== null && conversation.account !== account) {
      throw new Refused("another_account");
    }
    if (account !== null && conversation.account === null) {
      conversation.account = account;
      for (const other of this.#desk.sessions) {
        if (other !== this && other.conversation === conversation && other.account === null) {
          other.expire();
        }
      }
    }
    this.account = account;
  }

  #welcome(created: boolean, messages: ChatMessage[], earlier: boolean, resumed = false): void {
    const { id, key, state, handoff, blocked, rating, language, read } = this.conversation!;
    const recalled = this.conversation!.messages.flatMap((one) => (one.recalled ? [one.seq] : []));
    this.send({
      type: "welcome",
      conversation: created || resumed ? { id, key } : { id },
      created,
      signed_in: this.account !== null,
      language,
      state,
      handoff,
      messages,
      earlier,
      typing: false,
      rating,
      ...(recalled.length ? { recalled } : {}),
      ...(read === undefined ? {} : { read }),
      ...(blocked ? { blocked } : {}),
      limits: { text_length: this.#desk.textLength },
    });
  }

  #greet(created: boolean): void {
    if (created && this.#desk.greeting !== null) {
      this.#desk.say(this.#desk.greeting, "assistant", this.conversation!);
    }
  }
}

function listed({ id, key, state, messages }: FakeConversation) {
  const last = messages.at(-1);
  return {
    id,
    key,
    state,
    began_at: "2026-11-24T08:00:00Z",
    changed_at: "2026-11-24T08:00:00Z",
    last: last ? { author: last.author, text: last.text } : null,
    unread: 0,
    files: 0,
    ticket: null,
  };
}

function verified(token: string | undefined): string | null {
  if (token === undefined) {
    return null;
  }
  const [account, expired] = token.split(":");
  if (account === "wrong") {
    throw new Refused("token_invalid");
  }
  if (expired !== undefined) {
    throw new Refused("token_expired");
  }
  return account!.split("#")[0]!;
}
