/** The agents' API over HTTP: a method for each call. */

import type {
  Agent,
  AgentChange,
  Agents,
  Audit,
  Block,
  Blocks,
  Canned,
  CannedList,
  CannedText,
  Context,
  Detail,
  FeedbackReport,
  ErrorBody,
  ErrorCode,
  Group,
  Groups,
  IntentNames,
  Macro,
  Macros,
  MacroText,
  MessagePage,
  NewAgent,
  NewGroup,
  Note,
  Outbox,
  Page,
  ReviewedFile,
  SecondFactor,
  Sent,
  Sessions,
  SignedIn,
  SignInWays,
  Suggestion,
  Summary,
  Tags,
  Unmasked,
  Upload,
  View,
} from "./contract";
import { FileProblem, type Courier, type UploadState } from "../files/desk-files";

export type Fetch = (path: string, init: RequestInit) => Promise<Response>;

/** Why a call failed: as the desk says, or that it could not be reached or understood. */
type FailureCode = ErrorCode | "unreachable" | "unknown";

type Failure = Omit<ErrorBody, "code"> & { code: FailureCode };

/** The desk refused a call, or (status 0) could not be reached. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;
  readonly body: Failure;

  constructor(status: number, body: Failure) {
    super(body.error);
    this.status = status;
    this.body = body;
  }

  get code(): FailureCode {
    return this.body.code;
  }
}

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export class Api {
  /** Called when the session has ended. */
  onSignedOut: () => void = () => undefined;
  readonly #fetch: Fetch;
  readonly #root: string;
  #csrf = "";

  constructor(fetch: Fetch, root = "/console/api") {
    this.#fetch = fetch;
    this.#root = root;
  }

  /** Sign in; `code`: of the second factor, where the desk asks for it. */
  async signIn(name: string, password: string, code?: string): Promise<SignedIn> {
    const credentials = { name, password, ...(code ? { code } : {}) };
    return this.#entered(await this.#call<SignedIn>("POST", "/session", credentials));
  }

  signInWays = () => this.#call<SignInWays>("GET", "/sign-in");
  /** Give a code of the second factor, where the OpenID provider has said who it is. */
  async giveCode(code: string): Promise<SignedIn> {
    await this.#call<void>("POST", "/oidc/code", { code });
    return this.session();
  }

  async session(): Promise<SignedIn> {
    return this.#entered(await this.#call<SignedIn>("GET", "/session"));
  }

  signOut = () => this.#call<void>("DELETE", "/session");
  setAvailable = (available: boolean) =>
    this.#call<Agent>("PUT", "/session/availability", { available });
  changePassword = (present: string, password: string) =>
    this.#call<void>("PUT", "/session/password", { present, password });
  sessions = () => this.#call<Sessions>("GET", "/sessions");
  endSession = (id: string) => this.#call<void>("DELETE", `/sessions/${encodeURIComponent(id)}`);
  beginSecondFactor = () => this.#call<SecondFactor>("POST", "/second-factor", {});
  confirmSecondFactor = (code: string) => this.#call<void>("PUT", "/second-factor", { code });
  dropSecondFactor = (code: string) => this.#call<void>("DELETE", "/second-factor", { code });
  dropSecondFactorOf = (agent: string) =>
    this.#call<void>("DELETE", `/agents/${encodeURIComponent(agent)}/second-factor`);
  agents = async () => (await this.#call<Agents>("GET", "/agents")).agents;
  addAgent = (agent: NewAgent) => this.#call<Agent>("POST", "/agents", agent);
  changeAgent = (id: string, change: AgentChange) =>
    this.#call<Agent>("PUT", `/agents/${encodeURIComponent(id)}`, change);
  setPassword = (id: string, password: string) =>
    this.#call<void>("PUT", `/agents/${encodeURIComponent(id)}/password`, { password });

  /** Read a page of a list; `wanted`: what is searched for in it, by the names of the query. */
  conversations(
    view: View,
    wanted: Record<string, string> = {},
    cursor: string | null = null,
  ): Promise<Page> {
    const query = new URLSearchParams({ view, ...wanted });
    if (cursor) {
      query.set("cursor", cursor);
    }
    return this.#call("GET", `/conversations?${query}`);
  }

  conversation = (id: string) => this.#call<Detail>("GET", at(id));
  earlier = (id: string, before: number) =>
    this.#call<MessagePage>("GET", `${at(id)}/messages?before=${before}`);
  later = (id: string, after: number) =>
    this.#call<MessagePage>("GET", `${at(id)}/messages?after=${after}`);
  context = (id: string) => this.#call<Context>("GET", `${at(id)}/context`);
  unmask = async (id: string, reason: string) =>
    (await this.#call<Unmasked>("POST", `${at(id)}/unmask`, { reason })).account;

  take = (id: string) => this.#call<Summary>("POST", `${at(id)}/take`, {});
  assign = (id: string, agent: string) =>
    this.#call<Summary>("POST", `${at(id)}/assign`, { agent });
  giveBack = (id: string) => this.#call<Summary>("POST", `${at(id)}/return`, {});
  close = (id: string) => this.#call<Summary>("POST", `${at(id)}/close`, {});

  /** Send a message. Sent again with the same id, it is stored once. */
  send = async (id: string, message: string, text: string) =>
    (await this.#call<Sent>("POST", `${at(id)}/messages`, { id: message, text })).message;
  recall = async (id: string, message: string) =>
    (await this.#call<Sent>("POST", `${at(id)}/recall`, { message })).message;
  typing = (id: string, on: boolean) => this.#call<void>("POST", `${at(id)}/typing`, { on });
  addNote = (id: string, text: string) => this.#call<Note>("POST", `${at(id)}/notes`, { text });
  setTags = async (id: string, tags: string[]) =>
    (await this.#call<Tags>("PUT", `${at(id)}/tags`, { tags })).tags;
  block = (id: string, reason: string, hours: number | null) =>
    this.#call<Summary>("POST", `${at(id)}/block`, {
      reason,
      ...(hours === null ? {} : { hours }),
    });
  blocks = async (): Promise<readonly Block[]> =>
    (await this.#call<Blocks>("GET", "/blocks")).blocks;
  liftBlock = (id: string) =>
    this.#call<void>("POST", `/blocks/${encodeURIComponent(id)}/lift`, {});
  suggestion = (id: string) => this.#call<Suggestion>("GET", `${at(id)}/suggestion`);

  tags = async () => (await this.#call<Tags>("GET", "/tags")).tags;

  reviewFile = async (id: string, accepted: boolean, reason: string) =>
    (await this.#call<ReviewedFile>("POST", `${fileAt(id)}/review`, { accepted, reason }))
      .attachment;
  deleteFile = (id: string) => this.#call<void>("DELETE", fileAt(id));

  /** Return who brings files to the visitor of a conversation. */
  courier(conversation: string): Courier {
    return {
      conversation,
      announce: (file) => this.#carried("POST", `${at(conversation)}/files`, file),
      state: (id) => this.#carried("GET", fileAt(id)),
      sendPart: (id, offset, part) => this.#carried("PATCH", fileAt(id), part, offset),
      remove: (id) => this.deleteFile(id),
    };
  }

  canned = async () => (await this.#call<CannedList>("GET", "/canned")).canned;
  addCanned = (text: CannedText) => this.#call<Canned>("POST", "/canned", text);
  changeCanned = (id: string, text: CannedText) =>
    this.#call<Canned>("PUT", `/canned/${encodeURIComponent(id)}`, text);
  removeCanned = (id: string) => this.#call<void>("DELETE", `/canned/${encodeURIComponent(id)}`);

  groups = async () => (await this.#call<Groups>("GET", "/groups")).groups;
  addGroup = (group: NewGroup) => this.#call<Group>("POST", "/groups", group);
  changeGroup = (id: string, group: NewGroup) =>
    this.#call<Group>("PUT", `/groups/${encodeURIComponent(id)}`, group);
  removeGroup = (id: string) => this.#call<void>("DELETE", `/groups/${encodeURIComponent(id)}`);

  macros = async () => (await this.#call<Macros>("GET", "/macros")).macros;
  addMacro = (text: MacroText) => this.#call<Macro>("POST", "/macros", text);
  changeMacro = (id: string, text: MacroText) =>
    this.#call<Macro>("PUT", `/macros/${encodeURIComponent(id)}`, text);
  removeMacro = (id: string) => this.#call<void>("DELETE", `/macros/${encodeURIComponent(id)}`);
  runMacro = (conversation: string, macro: string, id: string) =>
    this.#call<Summary>("POST", `${at(conversation)}/macro`, { macro, id });

  intents = async () => (await this.#call<IntentNames>("GET", "/intents")).intents;
  outbox = async () => (await this.#call<Outbox>("GET", "/outbox")).deliveries;
  retryDelivery = (id: string) =>
    this.#call<unknown>("POST", `/outbox/${encodeURIComponent(id)}/retry`, {});
  feedback = (days: number) => this.#call<FeedbackReport>("GET", `/feedback?days=${days}`);
  audit = async () => (await this.#call<Audit>("GET", "/audit")).entries;

  #entered(session: SignedIn): SignedIn {
    this.#csrf = session.csrf;
    return session;
  }

  async #carried(
    method: Method,
    path: string,
    body?: unknown,
    offset?: number,
  ): Promise<UploadState> {
    try {
      return await this.#call<Upload>(method, path, body, offset);
    } catch (error) {
      if (error instanceof ApiError) {
        throw new FileProblem(error.status, error.code, error.body.retry_after ?? null);
      }
      throw error;
    }
  }

  async #call<T>(method: Method, path: string, body?: unknown, offset?: number): Promise<T> {
    const headers: Record<string, string> = {};
    if (method !== "GET") {
      headers["X-CSRF-Token"] = this.#csrf;
    }
    const isPart = body instanceof Blob;
    if (body !== undefined) {
      headers["Content-Type"] = isPart ? "application/offset+octet-stream" : "application/json";
    }
    if (offset !== undefined) {
      headers["Upload-Offset"] = String(offset);
    }
    let response: Response;
    try {
      response = await this.#fetch(this.#root + path, {
        method,
        headers,
        credentials: "same-origin",
        body: body === undefined ? null : isPart ? body : JSON.stringify(body),
      });
    } catch (error) {
      throw new ApiError(0, { code: "unreachable", error: String(error) });
    }
    if (!response.ok) {
      throw await this.#refusal(response);
    }
    return (response.status === 204 ? undefined : await response.json()) as T;
  }

  async #refusal(response: Response): Promise<ApiError> {
    let body: Failure = { code: "unknown", error: `HTTP ${response.status}` };
    try {
      body = { ...body, ...((await response.json()) as Partial<ErrorBody>) };
    } catch {
      // A proxy's page, not the desk's answer.
    }
    if (body.code === "signed_out") {
      this.onSignedOut();
    }
    return new ApiError(response.status, body);
  }
}

function fileAt(id: string): string {
  return `/files/${encodeURIComponent(id)}`;
}

function at(conversation: string): string {
  return `/conversations/${encodeURIComponent(conversation)}`;
}
