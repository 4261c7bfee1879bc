/** A desk in memory that implements the agents' API: calls, cookie and events. */

import type { Fetch } from "../api";
import type {
  Agent,
  AgentName,
  AuditEntry,
  Block,
  Canned,
  ConsoleFrame,
  ConversationState,
  Delivery,
  DeskEvent,
  ErrorCode,
  Group,
  Macro,
  MacroText,
  Message,
  NewGroup,
  Right,
  Role,
  Session,
  SignedIn,
  Suggestion,
  Summary,
  View,
} from "../contract";
import { belongs, inOrder } from "../store/lists";
import { FakeSocket } from "./fake-socket";
import * as samples from "./samples";
import { checkAnswer, checkEvent } from "./schemas";

export const PASSWORD = "correct horse";
/** The present code of the second factor. */
export const CODE = "123456";
const PAGE = 100;

interface Answer {
  status: number;
  body?: unknown;
}

const ok = (body: unknown): Answer => ({ status: 200, body });
const done: Answer = { status: 204 };
function refused(status: number, code: ErrorCode, more: Record<string, unknown> = {}): Answer {
  return { status, body: { error: `refused: ${code}`, code, ...more } };
}

const RIGHTS: Record<Role, readonly Right[]> = {
  agent: ["signed_in", "serve", "block"],
  editor: ["signed_in", "canned"],
  manager: ["signed_in", "serve", "others", "block", "blocks", "groups", "feedback"],
  admin: [
    "signed_in",
    "serve",
    "others",
    "block",
    "blocks",
    "groups",
    "canned",
    "feedback",
    "outbox",
    "audit",
    "agents",
  ],
};
const rightsOf = ({ roles }: Agent): Right[] => [...new Set(roles.flatMap((one) => RIGHTS[one]))];

export class FakeApi {
  readonly agents: Agent[] = [samples.li, samples.wang, samples.chen].map((one) => ({ ...one }));
  readonly conversations: samples.FakeConversation[];
  canned: Canned[] = samples.canned.map((one) => ({ ...one }));
  suggestion: Suggestion | null = {
    replies: [{ text: "填身份证上的姓名即可。", buttons: [], links: [] }],
    intent: "faq_statement_letter",
    confidence: 0.83,
  };
  botWorks = true;
  /** What the button of the OpenID provider says. */
  provider: string | null = "ACME";
  secondFactor = false;
  waitingGoalMinutes = 10;
  sessions: Session[] = samples.sessions.map((one) => ({ ...one }));
  macros: Macro[] = samples.macros.map((one) => ({ ...one }));
  groups: Group[] = samples.groups.map((one) => ({ ...one }));
  blocks: Block[] = [];
  deliveries: Delivery[] = [];
  readonly audit: AuditEntry[] = [];
  /** The calls in order, such as "POST /conversations/x/take". */
  readonly calls: string[] = [];
  readonly typed: boolean[] = [];
  /** Who the browser's cookie belongs to. */
  signedIn: Agent | null = null;
  /** The conversations that are only open for reading. */
  readonly readOnly = new Set<string>();
  /** Nothing gets through. */
  unreachable = false;
  throttled = false;
  /** What each file comes to in place of being stored. */
  fileRefusal: { status: number; code: ErrorCode } | null = null;
  readonly #files = new Map<string, number>();
  /** What this desk said that is not of the API's schema. */
  readonly faults: unknown[] = [];
  readonly #sockets = new Set<FakeSocket>();
  #count = 0;
  #dies: boolean | null = null;

  constructor(now = Date.now()) {
    this.conversations = samples.conversations(now);
    this.deliveries = [
      {
        id: "d1",
        kind: "email",
        to: "w***@example.com",
        state: "failed",
        attempts: 8,
        next_at: null,
        error: "SMTP 451: try again later",
        created_at: new Date(now - 7_200_000).toISOString(),
      },
      {
        id: "d2",
        kind: "staff_notice",
        to: "dingtalk",
        state: "waiting",
        attempts: 2,
        next_at: new Date(now + 60_000).toISOString(),
        error: "HTTP 500",
        created_at: new Date(now - 300_000).toISOString(),
      },
    ];
  }

  /** What answers to changes wait for. */
  slow: Promise<void> | null = null;

  readonly fetch: Fetch = async (path, init) => {
    await Promise.resolve();
    if (this.unreachable) {
      throw new TypeError("Failed to fetch");
    }
    const url = new URL(path, "https://desk.example");
    const route = url.pathname.replace("/console/api", "");
    const method = init.method ?? "GET";
    this.calls.push(`${method} ${route}`);
    const headers = new Headers(init.headers);
    if (this.#dies !== null && method === "POST" && route.endsWith("/messages")) {
      // No event and no answer come any more, whether or not it has done what it was asked.
      this.unreachable = true;
      this.cut();
    }
    const sent = init.body;
    const body: unknown = typeof sent === "string" ? JSON.parse(sent) : undefined;
    if (this.unreachable && this.#dies === false) {
      this.#dies = null;
      throw new TypeError("Failed to fetch");
    }
    const answer = this.#answer(method, route, url.searchParams, headers, body as Given);
    this.#noteFaults(() => checkAnswer(method, route, answer.status, answer.body));
    if (this.unreachable) {
      this.#dies = null;
      throw new TypeError("Failed to fetch");
    }
    // A copy of the present values, as over a wire.
    const text = answer.body === undefined ? null : JSON.stringify(answer.body);
    if (method !== "GET") {
      await this.slow;
    }
    return new Response(text, { status: answer.status });
  };

  readonly openSocket = (): FakeSocket => {
    const socket: FakeSocket = new FakeSocket({
      accepts: () => !this.unreachable && this.signedIn !== null,
      frame: (frame) => this.#frame(socket, frame),
      closed: () => this.#sockets.delete(socket),
    });
    this.#sockets.add(socket);
    return socket;
  };

  /** The desk is killed by the next message of an agent, before or after it is stored. */
  die(afterwards: boolean): void {
    this.#dies = afterwards;
  }

  /** All live connections break. */
  cut(): void {
    [...this.#sockets].forEach((socket) => socket.break());
  }

  of(id: string): samples.FakeConversation {
    const found = this.conversations.find(({ summary }) => summary.id === id);
    if (!found) {
      throw new Error(`no conversation ${id}`);
    }
    return found;
  }

  emit(event: DeskEvent): void {
    this.#noteFaults(() => checkEvent(event));
    for (const socket of this.#sockets) {
      if ("message" in event || "note" in event || event.type === "typing") {
        const mine = belongs(this.of(event.conversation).summary, "mine", this.signedIn?.id ?? "");
        if (!mine && socket.watched !== event.conversation) {
          continue;
        }
      }
      socket.receive(JSON.stringify(event));
    }
  }

  /** The visitor, the assistant or the desk writes. */
  write(id: string, text: string, given: Partial<Message> = {}): Message {
    const { messages, summary } = this.of(id);
    const at = new Date().toISOString();
    const written = samples.message(summary.last_seq + 1, {
      id: `w-${++this.#count}`,
      text,
      at,
      ...given,
    });
    messages.push(written);
    this.change(id, {
      last_seq: written.seq,
      last_message: { author: written.author, text, at },
    });
    this.emit({ type: "message", conversation: id, message: written });
    return written;
  }

  change(id: string, given: Partial<Summary>): Summary {
    const conversation = this.of(id);
    const changed_at = new Date().toISOString();
    conversation.summary = { ...conversation.summary, changed_at, ...given };
    this.emit({ type: "conversation", conversation: conversation.summary });
    return conversation.summary;
  }

  move(id: string, to: ConversationState, agent: AgentName | null): Summary {
    const { summary, transitions } = this.of(id);
    const at = new Date().toISOString();
    transitions.push({
      from: summary.state,
      to,
      by: agent ? "agent" : "visitor",
      agent,
      reason: null,
      at,
    });
    return this.change(id, {
      state: to,
      agent: to === "with_agent" ? agent : null,
      waiting_since: to === "waiting" ? at : null,
    });
  }

  /** A new visitor asks for an agent. */
  begin(id: string, text: string): void {
    const at = new Date().toISOString();
    const summary = samples.summary({ id, state: "bot", began_at: at, changed_at: at });
    const context = samples.noContext();
    this.conversations.push({ summary, messages: [], notes: [], transitions: [], context });
    this.write(id, text);
    this.move(id, "waiting", null);
  }

  #noteFaults(check: () => void): void {
    try {
      check();
    } catch (fault) {
      this.faults.push(fault);
    }
  }

  #frame(socket: FakeSocket, frame: ConsoleFrame): void {
    if (frame.type === "ping") {
      socket.receive(JSON.stringify({ type: "pong" }));
    } else {
      socket.watched = frame.conversation;
    }
  }

  #answer(
    method: string,
    route: string,
    query: URLSearchParams,
    headers: Headers,
    given: Given,
  ): Answer {
    if (method === "POST" && route === "/session") {
      return this.#signIn(given);
    }
    if (route === "/sign-in") {
      return ok({ oidc: this.provider === null ? null : { label: this.provider } });
    }
    const me = this.signedIn;
    if (me === null) {
      return refused(401, "signed_out");
    }
    if (method !== "GET" && headers.get("X-CSRF-Token") !== `csrf-${me.id}`) {
      return refused(403, "csrf");
    }
    const [, first = "", id = "", action = ""] = route.split("/");
    if (first === "session") {
      return this.#session(method, id, me, given);
    }
    if (first === "sessions") {
      return this.#ownSessions(method, id);
    }
    if (first === "second-factor") {
      return this.#ownSecondFactor(method, given);
    }
    if (first === "agents") {
      return this.#agents(method, id, action, me, given);
    }
    if (first === "tags") {
      return ok({
        tags: [...new Set(this.conversations.flatMap((one) => one.summary.tags))].sort(),
      });
    }
    if (first === "intents") {
      return ok({ intents: samples.intents });
    }
    if (first === "canned") {
      return this.#canned(method, id, me, given);
    }
    if (first === "macros") {
      return this.#macros(method, id, me, given as unknown as MacroText);
    }
    if (first === "groups") {
      return this.#groups(method, id, me, given as unknown as NewGroup);
    }
    if (first === "blocks") {
      return this.#blocks(method, id, me);
    }
    if (first === "feedback") {
      return rightsOf(me).includes("feedback") ? ok(samples.feedback) : refused(403, "not_allowed");
    }
    if (first === "outbox" || first === "audit") {
      return this.#admin(method, first, id, me);
    }
    if (first === "files") {
      return method === "DELETE" ? done : this.#file(id, this.#files.get(id)!);
    }
    if (first !== "conversations") {
      return refused(404, "unknown_route");
    }
    if (id === "") {
      return this.#list(query, me);
    }
    const found = this.conversations.find(({ summary }) => summary.id === decodeURIComponent(id));
    if (!found) {
      return refused(404, "unknown_conversation");
    }
    return method === "GET"
      ? this.#read(found, action, query)
      : this.#act(found, action, me, given);
  }

  #announced({ id = "", size = 0 }: Given): Answer {
    this.#files.set(id, size);
    return this.#file(id, 0);
  }

  #file(id: string, offset: number): Answer {
    const size = this.#files.get(id)!;
    if (offset === size && this.fileRefusal) {
      return refused(this.fileRefusal.status, this.fileRefusal.code);
    }
    const state = offset === size ? "stored" : "uploading";
    return ok({ id, message: id, size, offset, part: 1_000_000, state, fault: null });
  }

  #signIn({ name, password, code }: Given): Answer {
    if (this.throttled) {
      return refused(429, "too_many_attempts", { retry_after: 90 });
    }
    const agent = this.agents.find((one) => one.name === name);
    if (!agent || password !== PASSWORD) {
      return refused(401, "wrong_credentials");
    }
    if (this.secondFactor && code !== CODE) {
      return refused(401, code === undefined ? "code_needed" : "wrong_code");
    }
    this.signedIn = agent;
    return ok(this.#signedIn(agent));
  }

  #signedIn(agent: Agent): SignedIn {
    const { waitingGoalMinutes: waiting_goal_minutes } = this;
    return { agent, rights: rightsOf(agent), csrf: `csrf-${agent.id}`, waiting_goal_minutes };
  }

  #session(method: string, part: string, me: Agent, given: Given): Answer {
    if (part === "availability") {
      me.available = given.available === true;
      this.emit({ type: "agent", agent: me });
      return ok(me);
    }
    if (method === "DELETE") {
      this.signedIn = null;
      return done;
    }
    if (part === "password") {
      return given.present === PASSWORD ? done : refused(403, "wrong_credentials");
    }
    return ok(this.#signedIn(me));
  }

  #ownSessions(method: string, id: string): Answer {
    if (method === "DELETE") {
      this.sessions = this.sessions.filter((one) => one.id !== id);
      return done;
    }
    return ok({ sessions: this.sessions, second_factor: this.secondFactor });
  }

  #ownSecondFactor(method: string, { code }: Given): Answer {
    if (method === "POST") {
      const uri = "otpauth://totp/li?secret=JBSWY3DP";
      return ok({ secret: "JBSWY3DP", uri, qr: ["101", "010", "111"] });
    }
    if (code !== CODE) {
      return refused(403, "wrong_code");
    }
    this.secondFactor = method === "PUT";
    return done;
  }

  #agents(method: string, id: string, part: string, me: Agent, given: Given): Answer {
    if (method === "GET") {
      return ok({ agents: this.agents });
    }
    if (!me.roles.includes("admin")) {
      return refused(403, "not_allowed");
    }
    const { name = "", display_name = "", roles = [], disabled = false } = given;
    if (method === "POST") {
      if (this.agents.some((one) => one.name === name)) {
        return refused(409, "name_taken");
      }
      const added = { ...samples.chen, id: `a-${name}`, name, display_name, roles };
      this.agents.push(added);
      return ok(added);
    }
    const changed = this.agents.find((one) => one.id === id);
    if (!changed) {
      return refused(404, "unknown_agent");
    }
    if (part === "password") {
      return done;
    }
    Object.assign(changed, { display_name, roles, disabled });
    this.emit({ type: "agent", agent: changed });
    return ok(changed);
  }

  #list(query: URLSearchParams, me: Agent): Answer {
    const all = this.conversations.map(({ summary }) => summary);
    const inView = (view: View) => all.filter((one) => belongs(one, view, me.id));
    const view = query.get("view") as View;
    const q = query.get("q") ?? "";
    const found = inOrder(inView(view), view).filter(
      (one) =>
        this.#holds(one, q) &&
        one.state === (query.get("state") ?? one.state) &&
        one.language === (query.get("language") ?? one.language) &&
        (!query.has("tag") || one.tags.includes(query.get("tag") ?? "")) &&
        one.changed_at >= (query.get("since") ?? ""),
    );
    if (query.get("sort") === "oldest") {
      found.reverse();
    }
    const from = Number(query.get("cursor") ?? 0);
    const next = found.length > from + PAGE ? String(from + PAGE) : null;
    const counts = {
      queue: inView("queue").length,
      mine: inView("mine").length,
      tickets: inView("tickets").length,
    };
    return ok({ conversations: found.slice(from, from + PAGE), next, counts });
  }

  #holds({ id, topic, account, ticket }: Summary, q: string): boolean {
    const words = this.of(id).messages.map(({ text }) => text);
    return [...words, topic, account?.id, account?.name, ticket?.number].some((text) =>
      text?.toLowerCase().includes(q.toLowerCase()),
    );
  }

  #read(found: samples.FakeConversation, action: string, query: URLSearchParams): Answer {
    const { summary, messages, notes, transitions, context } = found;
    if (action === "context") {
      return ok(context);
    }
    if (action === "suggestion") {
      if (!this.botWorks) {
        return refused(503, "bot_unavailable");
      }
      return ok(this.suggestion ?? { replies: [], intent: null, confidence: null });
    }
    if (action === "messages") {
      const before = Number(query.get("before") ?? Infinity);
      const after = Number(query.get("after") ?? 0);
      const range = messages.filter(({ seq }) => seq < before && seq > after);
      const page = query.has("after") ? range.slice(0, PAGE) : range.slice(-PAGE);
      return ok({ messages: page, earlier: (page[0]?.seq ?? 1) > 1 });
    }
    const newest = messages.slice(-PAGE);
    return ok({
      conversation: summary,
      messages: newest,
      earlier: (newest[0]?.seq ?? 1) > 1,
      notes,
      transitions,
      may_act: !this.readOnly.has(summary.id),
    });
  }

  #act(found: samples.FakeConversation, action: string, me: Agent, given: Given): Answer {
    const { summary, notes, context } = found;
    const { id } = summary;
    const name = { id: me.id, display_name: me.display_name };
    const mine = summary.state === "with_agent" && summary.agent?.id === me.id;
    switch (action) {
      case "files":
        return mine ? this.#announced(given) : refused(409, "not_yours");
      case "take":
        if (summary.state === "closed") {
          return refused(409, "closed");
        }
        if (summary.agent && !mine) {
          return refused(409, "taken", { agent: summary.agent });
        }
        return ok(mine ? summary : this.move(id, "with_agent", name));
      case "assign": {
        const to = this.agents.find((agent) => agent.id === given.agent);
        if (!to) {
          return refused(404, "unknown_agent");
        }
        if (!mine) {
          return refused(409, "not_yours");
        }
        return ok(this.move(id, "with_agent", { id: to.id, display_name: to.display_name }));
      }
      case "return":
      case "close":
        if (!mine) {
          return refused(409, "not_yours");
        }
        return ok(this.move(id, action === "close" ? "closed" : "bot", null));
      case "messages":
        return this.#message(found, me, mine, given);
      case "recall": {
        const written = found.messages.find((one) => one.id === String(given.message));
        if (!written) {
          return refused(404, "unknown_message");
        }
        Object.assign(written, { text: "", recalled: true });
        this.emit({ type: "recalled", conversation: id, seq: written.seq });
        return ok({ message: written });
      }
      case "macro": {
        const macro = this.macros.find((one) => one.id === given.macro);
        if (!macro) {
          return refused(404, "unknown_macro");
        }
        if (!mine) {
          return refused(409, "not_yours");
        }
        this.write(id, macro[summary.language] || macro.zh || macro.en, {
          author: "agent",
          name: me.display_name,
        });
        return ok(macro.ending === "close" ? this.move(id, "closed", null) : this.of(id).summary);
      }
      case "block": {
        const { account } = summary;
        const until = given.hours ? new Date(Date.now() + given.hours * 3_600_000) : null;
        const blocked: Block = {
          ...samples.block,
          id: `b-${++this.#count}`,
          conversation: id,
          account: account?.id ?? null,
          reason: given.reason ?? "",
          agent: name,
          until: until?.toISOString() ?? null,
        };
        this.blocks.push(blocked);
        this.move(id, "bot", null);
        return ok(this.change(id, { blocked }));
      }
      case "typing":
        this.typed.push(given.on === true);
        return done;
      case "notes": {
        const note = {
          id: `note-${++this.#count}`,
          agent: name,
          text: String(given.text),
          at: new Date().toISOString(),
        };
        notes.push(note);
        this.emit({ type: "note", conversation: id, note });
        return ok(note);
      }
      case "tags": {
        const tags = given.tags ?? [];
        this.change(id, { tags });
        return ok({ tags });
      }
      case "unmask":
        if (!context.account) {
          return refused(404, "anonymous");
        }
        this.audit.unshift({
          at: new Date().toISOString(),
          agent: name,
          action: "unmask",
          conversation: id,
          detail: given.reason ?? "",
        });
        return ok({ account: { ...samples.unmaskedAccount, id: context.account.id } });
      default:
        return refused(404, "unknown_route");
    }
  }

  #message(
    { summary, messages }: samples.FakeConversation,
    me: Agent,
    mine: boolean,
    given: Given,
  ): Answer {
    const before = messages.find(({ id }) => id === given.id);
    if (before) {
      return ok({ message: before });
    }
    if (summary.state === "closed") {
      return refused(409, "closed");
    }
    if (!mine) {
      return refused(409, "not_yours");
    }
    const more = { id: String(given.id), author: "agent", name: me.display_name } as const;
    return ok({ message: this.write(summary.id, String(given.text), more) });
  }

  #canned(method: string, id: string, me: Agent, given: Given): Answer {
    if (method === "GET") {
      return ok({ canned: this.canned });
    }
    if (!rightsOf(me).includes("canned")) {
      return refused(403, "not_allowed");
    }
    const others = this.canned.filter((one) => one.id !== id);
    if (method !== "POST" && others.length === this.canned.length) {
      return refused(404, "unknown_canned");
    }
    if (method === "DELETE") {
      this.canned = others;
      return done;
    }
    const saved = { ...given, id: method === "POST" ? `c-${++this.#count}` : id } as Canned;
    this.canned = [...others, saved];
    return ok(saved);
  }

  #macros(method: string, id: string, me: Agent, given: MacroText): Answer {
    if (method === "GET") {
      return ok({ macros: this.macros });
    }
    if (!rightsOf(me).includes("canned")) {
      return refused(403, "not_allowed");
    }
    const others = this.macros.filter((one) => one.id !== id);
    if (method === "DELETE") {
      this.macros = others;
      return done;
    }
    const saved: Macro = {
      ...given,
      topic: given.topic ?? null,
      id: method === "POST" ? `k-${++this.#count}` : id,
    };
    this.macros = [...others, saved];
    return ok(saved);
  }

  #groups(method: string, id: string, me: Agent, given: NewGroup): Answer {
    if (method === "GET") {
      return ok({ groups: this.groups });
    }
    if (!rightsOf(me).includes("groups")) {
      return refused(403, "not_allowed");
    }
    const others = this.groups.filter((one) => one.id !== id);
    if (method === "DELETE") {
      this.groups = others;
      return done;
    }
    const saved: Group = { ...given, id: method === "POST" ? `g-${++this.#count}` : id };
    this.groups = [...others, saved];
    return ok(saved);
  }

  #blocks(method: string, id: string, me: Agent): Answer {
    if (!rightsOf(me).includes("blocks")) {
      return refused(403, "not_allowed");
    }
    if (method === "GET") {
      return ok({ blocks: this.blocks });
    }
    const block = this.blocks.find((one) => one.id === id);
    if (!block) {
      return refused(404, "unknown_block");
    }
    this.blocks = this.blocks.filter((one) => one.id !== id);
    if (block.conversation !== null) {
      this.change(block.conversation, { blocked: null });
    }
    return done;
  }

  #admin(method: string, part: string, id: string, me: Agent): Answer {
    if (!me.roles.includes("admin")) {
      return refused(403, "not_allowed");
    }
    if (part === "audit") {
      return ok({ entries: this.audit });
    }
    if (method === "GET") {
      return ok({ deliveries: this.deliveries });
    }
    const delivery = this.deliveries.find((one) => one.id === id);
    if (!delivery) {
      return refused(404, "unknown_delivery");
    }
    Object.assign(delivery, { state: "waiting", next_at: new Date().toISOString() });
    return ok({});
  }
}

/** The bodies that a call can have. */
interface Given {
  code?: string;
  message?: string;
  display_name?: string;
  roles?: Role[];
  disabled?: boolean;
  hours?: number;
  macro?: string;
  present?: string;
  reason?: string;
  id?: string;
  size?: number;
  text?: string;
  agent?: string;
  name?: string;
  password?: string;
  tags?: string[];
  on?: boolean;
  available?: boolean;
}
