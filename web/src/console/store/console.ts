/** The state of the console in one place. Components get it by `useConsole`. */

import { type InjectionKey, inject, reactive } from "vue";

import type { Api } from "../api";
import type { Agent, DeskEvent, Right, SignedIn, Summary } from "../contract";
import { Events, type Socket } from "../events";
import { Agents } from "./agents";
import { CannedAnswers } from "./canned";
import { Drafts } from "./drafts";
import { IntentNames } from "./intent-names";
import { Held } from "./held";
import { belongs, type Filters, Lists } from "./lists";
import { Macros } from "./macros";
import { OpenConversation } from "./open-conversation";
import { hashOf, parseRoute, type Route } from "./route";
import { Uploads } from "./uploads";
import { type Alarm, WaitingNotices } from "./waiting-notices";

interface ConsoleParts {
  api: Api;
  openSocket: () => Socket;
  alarm: Alarm;
  random?: () => number;
}

interface ConsoleState {
  /** Whether we are still finding out if somebody is signed in. */
  starting: boolean;
  agent: Agent | null;
  rights: readonly Right[];
  /** No visitor is to wait longer for an agent. */
  waitingGoalMinutes: number;
  /** The session expired, which the sign-in page says. */
  sessionEnded: boolean;
  connection: "connecting" | "online" | "lost";
  route: Route;
}

export class DeskConsole {
  readonly state: ConsoleState = reactive({
    starting: true,
    agent: null,
    rights: [],
    waitingGoalMinutes: 10,
    sessionEnded: false,
    connection: "connecting",
    route: parseRoute(location.hash),
  });
  readonly api: Api;
  readonly lists: Lists;
  readonly open: OpenConversation;
  readonly agents: Agents;
  readonly canned: CannedAnswers;
  readonly macros: Macros;
  readonly intents: IntentNames;
  readonly notices: WaitingNotices;
  readonly held: Held;
  readonly drafts = new Drafts();
  readonly uploads: Uploads;
  readonly #events: Events;
  readonly #followHash = () => void this.#go(parseRoute(location.hash));
  readonly #wake = () => this.#events.wake();

  constructor({ api, openSocket, alarm, random }: ConsoleParts) {
    this.api = api;
    this.lists = new Lists(api, () => this.state.agent?.id ?? "");
    this.open = new OpenConversation(api, (conversation) => this.#changed(conversation));
    this.agents = new Agents(api);
    this.canned = new CannedAnswers(api);
    this.macros = new Macros(api);
    this.intents = new IntentNames(api);
    this.held = new Held(api, () => this.state.agent?.id ?? "");
    this.notices = new WaitingNotices(alarm);
    this.uploads = new Uploads(api, () => this.open.state.id);
    const listener = {
      event: (event: DeskEvent) => this.#heard(event),
      connected: () => void this.#connected(),
      lost: () => void this.#lost(),
    };
    this.#events = new Events(openSocket, listener, random);
    api.onSignedOut = () => this.#leave(true);
  }

  may(right: Right): boolean {
    return this.state.rights.includes(right);
  }

  /** Continue the browser's session, or show the sign-in page. */
  async start(): Promise<void> {
    addEventListener("hashchange", this.#followHash);
    addEventListener("online", this.#wake);
    try {
      this.#enter(await this.api.session());
    } catch {
      // Signed out or unreachable: the sign-in page says so when it is used.
      this.#leave(false);
    } finally {
      this.state.starting = false;
    }
  }

  stop(): void {
    removeEventListener("hashchange", this.#followHash);
    removeEventListener("online", this.#wake);
    this.#events.stop();
    this.lists.stop();
    this.held.stop();
    this.uploads.stop();
  }

  async signIn(name: string, password: string, code?: string): Promise<void> {
    this.#enter(await this.api.signIn(name, password, code));
  }

  async giveCode(code: string): Promise<void> {
    this.#enter(await this.api.giveCode(code));
  }

  async signOut(): Promise<void> {
    await this.api.signOut();
    this.#leave(false);
    this.drafts.clear();
    this.open.unsent.clear();
  }

  async setAvailable(available: boolean): Promise<void> {
    const agent = await this.api.setAvailable(available);
    this.state.agent = agent;
    this.agents.changed(agent);
  }

  async show(route: Partial<Route>): Promise<void> {
    const next: Route = { ...this.state.route, page: null, ...route };
    history.pushState(null, "", hashOf(next));
    await this.#go(next);
  }

  /** Take the open conversation. It stays open, in the list that it is in from now on. */
  async take(): Promise<void> {
    await this.open.take();
    const { summary } = this.open.state;
    const isMine = summary !== null && belongs(summary, "mine", this.state.agent?.id ?? "");
    if (isMine && this.state.route.view === "queue") {
      await this.show({ view: "mine", conversation: summary.id });
    }
  }

  async search(q: string, filters: Filters): Promise<void> {
    await this.lists.show(this.state.route.view, q, filters);
  }

  #enter({ agent, rights, waiting_goal_minutes: waitingGoalMinutes }: SignedIn): void {
    Object.assign(this.state, { agent, rights, waitingGoalMinutes });
    Object.assign(this.state, { sessionEnded: false, connection: "connecting" });
    this.#events.start();
    this.held.start();
    this.uploads.start();
    void this.canned.load();
    void this.macros.load();
    void this.intents.load();
    void this.#go(parseRoute(location.hash));
  }

  #leave(ended: boolean): void {
    // Calls before the sign-in, and several calls at once, end up here too.
    const sessionEnded = ended && (this.state.agent !== null || this.state.sessionEnded);
    this.#events.stop();
    this.lists.stop();
    this.notices.stop();
    this.held.stop();
    this.uploads.stop();
    void this.open.open(null);
    Object.assign(this.state, { agent: null, rights: [], sessionEnded });
  }

  async #go(route: Route): Promise<void> {
    const before = this.state.route;
    if (this.state.agent === null) {
      this.state.route = route;
      return;
    }
    this.state.route = this.#permitted(route);
    if (!this.may("serve")) {
      if (before.page !== "canned") {
        await this.canned.load();
      }
      return;
    }
    const { state } = this.lists;
    const sameList = state.view === route.view && (state.items.length > 0 || state.loading);
    const asked: Promise<void>[] = [];
    if (!sameList) {
      asked.push(this.lists.show(route.view, ""));
    }
    if (route.conversation !== this.open.state.id) {
      this.#events.watch(route.conversation);
      asked.push(this.open.open(route.conversation));
    }
    if (route.page === "canned" && before.page !== "canned") {
      asked.push(this.canned.load());
    }
    await Promise.all(asked);
  }

  /** Return the route, or where else to be for who has no right to it. Who serves no visitors has
   * pages, and no lists. */
  #permitted(route: Route): Route {
    const { page } = route;
    const isOpen =
      page === null ||
      page === "security" ||
      page === "agents" ||
      page === "canned" ||
      page === "macros" ||
      this.may(page);
    const wanted = isOpen ? route : { ...route, page: null };
    return wanted.page !== null || this.may("serve") ? wanted : { ...wanted, page: "canned" };
  }

  async #connected(): Promise<void> {
    this.state.connection = "online";
    if (!this.may("serve")) {
      await this.agents.load();
      return;
    }
    await Promise.all([
      this.lists.load(),
      this.agents.load(),
      this.open.refresh(),
      this.#readQueue(),
      this.held.load(),
    ]);
  }

  /** Find out by a call whether the session has ended: a refused socket gives no reason. */
  async #lost(): Promise<void> {
    this.state.connection = "lost";
    try {
      const { agent, rights } = await this.api.session();
      Object.assign(this.state, { agent, rights });
    } catch {
      // Signed out: the API shows the sign-in page. Unreachable: the banner says so.
    }
  }

  async #readQueue(): Promise<void> {
    try {
      this.notices.queue((await this.api.conversations("queue")).conversations);
    } catch {
      // The list shows what is wrong.
    }
  }

  #heard(event: DeskEvent): void {
    if (event.type === "conversation") {
      this.#changed(event.conversation);
    } else if (event.type === "gone") {
      this.lists.gone(event.conversation);
      this.notices.gone(event.conversation);
    } else if (event.type === "deleted") {
      this.lists.gone(event.conversation);
      this.notices.gone(event.conversation);
      this.held.gone(event.conversation);
      this.drafts.forget(event.conversation);
    } else if (event.type === "agent") {
      this.#agentChanged(event.agent);
    }
    this.open.heard(event);
  }

  #agentChanged(agent: Agent): void {
    this.agents.changed(agent);
    if (agent.id === this.state.agent?.id) {
      this.state.agent = agent;
    }
  }

  #changed(conversation: Summary): void {
    this.lists.changed(conversation);
    this.notices.changed(conversation);
    const isMine = belongs(conversation, "mine", this.state.agent?.id ?? "");
    if (isMine && !this.held.has(conversation.id) && this.open.state.id !== conversation.id) {
      this.notices.given(conversation);
    }
    this.held.changed(conversation);
  }
}

export const CONSOLE: InjectionKey<DeskConsole> = Symbol("console");

export function useConsole(): DeskConsole {
  const found = inject(CONSOLE);
  if (!found) {
    throw new Error("A component of the console needs the console around it.");
  }
  return found;
}
