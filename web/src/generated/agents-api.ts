/** Generated from the desk's console_api/openapi.json by generate-types.js. */

/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Language".
 */
export type Language = "zh" | "en";
/**
 * Who answers: the assistant; nobody yet, the visitor waits for a person; an agent; nobody any more.
 *
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "ConversationState".
 */
export type ConversationState = "bot" | "waiting" | "with_agent" | "closed";
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "View".
 */
export type View = "queue" | "mine" | "tickets" | "all";
/**
 * By the last change, or by when it began.
 *
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Sort".
 */
export type Sort = "newest" | "oldest" | "began";
/**
 * ISO 8601, UTC.
 *
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Time".
 */
export type Time = string;
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Role".
 */
export type Role = "agent" | "editor" | "manager" | "admin";
/**
 * What an agent may do: serve visitors; read and act in others' conversations; block visitors; see who is blocked, and lift it; say who serves what; write canned answers; see what visitors think, the outbox and the audit log; manage agents.
 *
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Right".
 */
export type Right =
  | "signed_in"
  | "serve"
  | "others"
  | "block"
  | "blocks"
  | "groups"
  | "canned"
  | "feedback"
  | "outbox"
  | "audit"
  | "agents";
/**
 * What becomes of the conversation at the end of a macro: the agent keeps it, the assistant has it again, a ticket is made of it, it is closed.
 *
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Ending".
 */
export type Ending = "keep" | "return" | "ticket" | "close";
/**
 * notice: the desk itself.
 *
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Author".
 */
export type Author = "visitor" | "assistant" | "agent" | "notice";
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "FeedbackReason".
 */
export type FeedbackReason = "wrong" | "incomplete" | "unclear" | "off_topic" | "other" | null;
/**
 * How many conversations got each score, from 1 to 5.
 *
 * @minItems 5
 * @maxItems 5
 *
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Scores".
 */
export type Scores = [number, number, number, number, number];
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "ErrorCode".
 */
export type ErrorCode =
  | "active_pdf"
  | "already_blocked"
  | "anonymous"
  | "bad_request"
  | "blocked"
  | "bot_unavailable"
  | "closed"
  | "code_needed"
  | "csrf"
  | "has_second_factor"
  | "infected"
  | "last_admin"
  | "locked_pdf"
  | "name_taken"
  | "no_files"
  | "no_second_factor"
  | "not_allowed"
  | "not_yours"
  | "scanner_unavailable"
  | "shortcut_taken"
  | "signed_out"
  | "storage_full"
  | "taken"
  | "too_few_pixels"
  | "too_large"
  | "too_late"
  | "too_many_attempts"
  | "too_many_files"
  | "too_many_pages"
  | "too_many_pixels"
  | "unavailable"
  | "unfilled"
  | "unknown_agent"
  | "unknown_block"
  | "unknown_canned"
  | "unknown_conversation"
  | "unknown_delivery"
  | "unknown_file"
  | "unknown_group"
  | "unknown_macro"
  | "unknown_message"
  | "unknown_route"
  | "unknown_session"
  | "unknown_variable"
  | "unreadable"
  | "wrong_code"
  | "wrong_credentials"
  | "wrong_offset"
  | "wrong_type";
/**
 * What the desk sends over /events. Messages, notes and typing come from the agent's own conversations and the watched one.
 *
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "DeskEvent".
 */
export type DeskEvent =
  | ConversationEvent
  | GoneEvent
  | DeletedEvent
  | MessageEvent
  | RecalledEvent
  | NoteEvent
  | AttachmentEvent
  | ChecklistEvent
  | TypingEvent
  | AgentEvent
  | PongEvent;
/**
 * What a console sends over /events.
 *
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "ConsoleFrame".
 */
export type ConsoleFrame = PingFrame | WatchFrame;

/**
 * What the console and `beian desk` speak, under /console/api. Everything but signing in needs the session cookie, and every change the session's CSRF token. Times are ISO 8601 in UTC; properties that hold nothing are null.
 */
export interface AgentsApi {
  Language: Language;
  ConversationState: ConversationState;
  View: View;
  Sort: Sort;
  Time: Time;
  Nothing: Nothing;
  Credentials: Credentials;
  Availability: Availability;
  Role: Role;
  Right: Right;
  Agent: Agent;
  Code: Code;
  SecondFactor: SecondFactor;
  Session: Session;
  Sessions: Sessions;
  NewAgent: NewAgent;
  AgentChange: AgentChange;
  NewPassword: NewPassword;
  PasswordChange: PasswordChange;
  AgentName: AgentName;
  Agents: Agents;
  SignedIn: SignedIn;
  Ticket: Ticket;
  NewGroup: NewGroup;
  Group: Group;
  Groups: Groups;
  SignInWays: SignInWays;
  OidcWay: OidcWay;
  Ending: Ending;
  MacroText: MacroText;
  Macro: Macro;
  Macros: Macros;
  MacroRun: MacroRun;
  NewBlock: NewBlock;
  Block: Block;
  Blocks: Blocks;
  VisitorPage: VisitorPage;
  AccountName: AccountName;
  Author: Author;
  LastMessage: LastMessage;
  Summary: Summary;
  Counts: Counts;
  Page: Page;
  Button: Button;
  Link: Link;
  Message: Message;
  Card: Card;
  CardStage: CardStage;
  CardDeadline: CardDeadline;
  CardSection: CardSection;
  Attachment: Attachment;
  FirstLook: FirstLook;
  MessagePage: MessagePage;
  NewMessage: NewMessage;
  Recall: Recall;
  Sent: Sent;
  Note: Note;
  NewNote: NewNote;
  Typing: Typing;
  Tags: Tags;
  Assignment: Assignment;
  Transition: Transition;
  Detail: Detail;
  TopicStep: TopicStep;
  Words: Words;
  Subject: Subject;
  Website: Website;
  Service: Service;
  Order: Order;
  Account: Account;
  Known: Known;
  Context: Context;
  AccountChecklist: AccountChecklist;
  Unmasking: Unmasking;
  Unmasked: Unmasked;
  SuggestedReply: SuggestedReply;
  Suggestion: Suggestion;
  CannedText: CannedText;
  Canned: Canned;
  CannedList: CannedList;
  IntentName: IntentName;
  IntentNames: IntentNames;
  FactSource: FactSource;
  Fact: Fact;
  FactsOfTopic: FactsOfTopic;
  Delivery: Delivery;
  Outbox: Outbox;
  FeedbackReason: FeedbackReason;
  Rating: Rating;
  RatedConversation: RatedConversation;
  Scores: Scores;
  TopicFeedback: TopicFeedback;
  Thumb: Thumb;
  FeedbackReport: FeedbackReport;
  AuditEntry: AuditEntry;
  Audit: Audit;
  ErrorCode: ErrorCode;
  ErrorBody: ErrorBody;
  NewFile: NewFile;
  Upload: Upload;
  FileReview: FileReview;
  ReviewedFile: ReviewedFile;
  AttachmentEvent: AttachmentEvent;
  ChecklistEvent: ChecklistEvent;
  ConversationEvent: ConversationEvent;
  MessageEvent: MessageEvent;
  NoteEvent: NoteEvent;
  TypingEvent: TypingEvent;
  AgentEvent: AgentEvent;
  PongEvent: PongEvent;
  RecalledEvent: RecalledEvent;
  GoneEvent: GoneEvent;
  DeletedEvent: DeletedEvent;
  DeskEvent: DeskEvent;
  PingFrame: PingFrame;
  WatchFrame: WatchFrame;
  ConsoleFrame: ConsoleFrame;
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Nothing".
 */
export interface Nothing {}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Credentials".
 */
export interface Credentials {
  name: string;
  password: string;
  /**
   * Of the second factor, where there is one.
   */
  code?: string;
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Availability".
 */
export interface Availability {
  available: boolean;
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Agent".
 */
export interface Agent {
  id: string;
  /**
   * For signing in.
   */
  name: string;
  /**
   * What visitors see.
   */
  display_name: string;
  roles: Role[];
  /**
   * The agent may not sign in.
   */
  disabled: boolean;
  /**
   * The agent takes conversations.
   */
  available: boolean;
  /**
   * The agent's console was heard from lately.
   */
  online: boolean;
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Code".
 */
export interface Code {
  code: string;
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "SecondFactor".
 */
export interface SecondFactor {
  secret: string;
  /**
   * As authenticators read it.
   */
  uri: string;
  /**
   * The same as a QR code: rows of 0 (light) and 1 (dark).
   */
  qr: string[];
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Session".
 */
export interface Session {
  id: string;
  /**
   * What it called itself.
   */
  browser: string | null;
  began_at: Time;
  expires_at: Time;
  current: boolean;
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Sessions".
 */
export interface Sessions {
  sessions: Session[];
  second_factor: boolean;
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "NewAgent".
 */
export interface NewAgent {
  name: string;
  display_name: string;
  password: string;
  roles: Role[];
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "AgentChange".
 */
export interface AgentChange {
  display_name: string;
  roles: Role[];
  disabled: boolean;
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "NewPassword".
 */
export interface NewPassword {
  password: string;
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "PasswordChange".
 */
export interface PasswordChange {
  present: string;
  password: string;
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "AgentName".
 */
export interface AgentName {
  id: string;
  display_name: string;
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Agents".
 */
export interface Agents {
  agents: Agent[];
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "SignedIn".
 */
export interface SignedIn {
  agent: Agent;
  /**
   * Those of the agent's roles.
   */
  rights: Right[];
  /**
   * No visitor is to wait longer for an agent.
   */
  waiting_goal_minutes: number;
  /**
   * Goes with every change, in the header X-CSRF-Token.
   */
  csrf: string;
}
/**
 * A question that an agent answers later.
 *
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Ticket".
 */
export interface Ticket {
  number: string;
  opened_at: Time;
  due_at: Time | null;
  /**
   * How the visitor wants to be reached.
   */
  contact: string | null;
  answered_at: Time | null;
}
/**
 * Who serves what. An empty list of topics, languages or sites (hosts of pages): whatever it is. The most special group counts.
 *
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "NewGroup".
 */
export interface NewGroup {
  name: string;
  /**
   * Ids of agents.
   */
  members: string[];
  topics: string[];
  languages: Language[];
  sites: string[];
  /**
   * Up to how many conversations an agent has, one more is assigned.
   */
  most_each: number;
  /**
   * After which anybody who is there is assigned.
   */
  all_after_minutes: number;
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Group".
 */
export interface Group {
  id: string;
  name: string;
  members: string[];
  topics: string[];
  languages: Language[];
  sites: string[];
  most_each: number;
  all_after_minutes: number;
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Groups".
 */
export interface Groups {
  groups: Group[];
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "SignInWays".
 */
export interface SignInWays {
  /**
   * The OpenID provider, if there is one, and what its button says.
   */
  oidc: OidcWay | null;
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "OidcWay".
 */
export interface OidcWay {
  label: string;
}
/**
 * Steps in their order; what is empty is left out. `zh`, `en`: what is said; `paper_zh`, `paper_en`: the paper that is asked for.
 *
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "MacroText".
 */
export interface MacroText {
  title: string;
  zh: string;
  en: string;
  paper_zh: string;
  paper_en: string;
  tags: string[];
  topic?: string;
  ending: Ending;
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Macro".
 */
export interface Macro {
  id: string;
  title: string;
  zh: string;
  en: string;
  paper_zh: string;
  paper_en: string;
  tags: string[];
  topic: string | null;
  ending: Ending;
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Macros".
 */
export interface Macros {
  macros: Macro[];
}
/**
 * `id` is made by the client, so that what is sent again is done once.
 *
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "MacroRun".
 */
export interface MacroRun {
  macro: string;
  id: string;
}
/**
 * `hours` is needed, up to 168, where the visitor has no account; an account may be blocked until it is lifted.
 *
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "NewBlock".
 */
export interface NewBlock {
  reason: string;
  hours?: number;
}
/**
 * A visitor whom no person serves: an account or, without one, a conversation and, for a time, its address.
 *
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Block".
 */
export interface Block {
  id: string;
  /**
   * In which it was made; null once that was deleted.
   */
  conversation: string | null;
  account: string | null;
  reason: string;
  agent: AgentName;
  at: Time;
  /**
   * null: until it is lifted.
   */
  until: Time | null;
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Blocks".
 */
export interface Blocks {
  blocks: Block[];
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "VisitorPage".
 */
export interface VisitorPage {
  address: string | null;
  title: string | null;
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "AccountName".
 */
export interface AccountName {
  id: string;
  /**
   * A company's in full, a person's masked; empty where nothing is on file.
   */
  name: string;
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "LastMessage".
 */
export interface LastMessage {
  author: Author;
  /**
   * At most 200 characters of it.
   */
  text: string;
  at: Time;
}
/**
 * A conversation as lists show it.
 *
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Summary".
 */
export interface Summary {
  id: string;
  state: ConversationState;
  language: Language;
  account: AccountName | null;
  agent: AgentName | null;
  topic: string | null;
  /**
   * Why a person was asked for: request_human, not_understood, thumbs_down, order_overdue, papers_ready, checklist_complete, or the name of a connector.
   */
  reason: string | null;
  waiting_since: Time | null;
  began_at: Time;
  changed_at: Time;
  last_seq: number;
  last_message: LastMessage | null;
  ticket: Ticket | null;
  tags: string[];
  /**
   * Whether the visitor is there, while they wait or an agent has the conversation; else null.
   */
  visitor_here: boolean | null;
  rating: Rating | null;
  /**
   * The group whose agents serve it, while it waits; null: anybody.
   */
  group: string | null;
  /**
   * What keeps the visitor from people.
   */
  blocked: Block | null;
  /**
   * Which page of the site the visitor is on, if the site tells it: text, whatever it holds.
   */
  page: VisitorPage | null;
}
/**
 * What a visitor thinks of a conversation as a whole; `at` is null for one from before times were kept.
 *
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Rating".
 */
export interface Rating {
  score: number;
  comment: string | null;
  at: Time | null;
}
/**
 * How many conversations each view has.
 *
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Counts".
 */
export interface Counts {
  queue: number;
  mine: number;
  tickets: number;
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Page".
 */
export interface Page {
  conversations: Summary[];
  /**
   * The cursor of the next page.
   */
  next: string | null;
  counts: Counts;
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Button".
 */
export interface Button {
  title: string;
  payload: string;
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Link".
 */
export interface Link {
  title: string;
  url: string;
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Message".
 */
export interface Message {
  id: string;
  /**
   * Its place in the conversation, from 1, without gaps.
   */
  seq: number;
  author: Author;
  /**
   * The display name of the agent who wrote it.
   */
  name: string | null;
  text: string;
  at: Time;
  buttons: Button[];
  links: Link[];
  card?: Card;
  /**
   * The seq of the visitor's message that this answers.
   */
  answers: number | null;
  feedback: "up" | "down" | null;
  feedback_reason: FeedbackReason;
  feedback_comment: string | null;
  /**
   * How a visitor's message was understood.
   */
  intent: string | null;
  confidence: number | null;
  /**
   * The agent who wrote it has taken it back; its text is empty.
   */
  recalled?: boolean;
  /**
   * The files that it shows; left out where there are none.
   */
  attachments?: Attachment[];
}
/**
 * What a visitor sees beside the message, to look at and act upon; its title and lines hold all that it says. A letter's can't be opened here.
 *
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Card".
 */
export interface Card {
  kind: "order" | "orders" | "letter" | "checklist" | "what_if";
  title: string;
  lines: string[];
  /**
   * The titles of its buttons.
   */
  actions: string[];
  /**
   * Of an order: what its first line says, to be drawn.
   */
  stages?: CardStage[];
  deadline?: CardDeadline;
  /**
   * Of a what_if: what its lines say, in parts; before and after are the first two.
   */
  sections?: CardSection[];
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "CardStage".
 */
export interface CardStage {
  title: string;
  reached: "done" | "now" | "ahead" | "stopped";
}
/**
 * When an order's time is over, and when that was told.
 *
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "CardDeadline".
 */
export interface CardDeadline {
  at: Time;
  now: Time;
}
/**
 * Lines under a heading.
 *
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "CardSection".
 */
export interface CardSection {
  title: string;
  lines: string[];
}
/**
 * An uploaded file, which was checked and is kept.
 *
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Attachment".
 */
export interface Attachment {
  id: string;
  name: string;
  /**
   * Its media type.
   */
  type: string;
  /**
   * In bytes.
   */
  size: number;
  /**
   * Of a PDF.
   */
  pages: number | null;
  /**
   * Where it is read from, below the desk's address.
   */
  url: string;
  /**
   * Where a small JPEG of it is read from.
   */
  thumbnail: string | null;
  deleted: boolean;
  /**
   * What an agent says of it.
   */
  review: "accepted" | "again" | null;
  /**
   * Why it is wanted again.
   */
  reason: string | null;
  look?: FirstLook;
}
/**
 * What a first look at a picture told, in each language: a hint; left out where there was none.
 *
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "FirstLook".
 */
export interface FirstLook {
  zh: string;
  en: string;
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "MessagePage".
 */
export interface MessagePage {
  /**
   * Oldest first.
   */
  messages: Message[];
  /**
   * There are older messages than the first of these.
   */
  earlier: boolean;
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "NewMessage".
 */
export interface NewMessage {
  /**
   * Chosen by the console.
   */
  id: string;
  text: string;
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Recall".
 */
export interface Recall {
  /**
   * Its id.
   */
  message: string;
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Sent".
 */
export interface Sent {
  message: Message;
}
/**
 * What agents write to each other about a conversation.
 *
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Note".
 */
export interface Note {
  id: string;
  agent: AgentName;
  text: string;
  at: Time;
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "NewNote".
 */
export interface NewNote {
  text: string;
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Typing".
 */
export interface Typing {
  on: boolean;
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Tags".
 */
export interface Tags {
  tags: string[];
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Assignment".
 */
export interface Assignment {
  /**
   * The id of the agent who gets it.
   */
  agent: string;
}
/**
 * A change of a conversation's state.
 *
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Transition".
 */
export interface Transition {
  from: ConversationState;
  to: ConversationState;
  by: "visitor" | "agent" | "assistant" | "desk";
  agent: AgentName | null;
  reason: string | null;
  at: Time;
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Detail".
 */
export interface Detail {
  conversation: Summary;
  /**
   * Oldest first.
   */
  messages: Message[];
  /**
   * There are older messages than the first of these.
   */
  earlier: boolean;
  notes: Note[];
  transitions: Transition[];
  /**
   * Whether the conversation is the agent's to act in, and not only open for reading.
   */
  may_act: boolean;
}
/**
 * What a visitor's message was understood to be about.
 *
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "TopicStep".
 */
export interface TopicStep {
  seq: number;
  intent: string;
  confidence: number | null;
  at: Time;
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Words".
 */
export interface Words {
  zh: string;
  en: string;
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Subject".
 */
export interface Subject {
  name: string;
  type: string;
  /**
   * The person in charge.
   */
  person: string;
  document: string | null;
  province: Words;
  filing_number: string | null;
  status: string;
  websites: Website[];
  /**
   * Apps, mini programs and quick apps.
   */
  services: Service[];
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Website".
 */
export interface Website {
  name: string;
  domains: string[];
  filing_number: string | null;
  status: string;
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Service".
 */
export interface Service {
  kind: string;
  name: string;
  /**
   * Where it is offered, such as WeChat.
   */
  platform: string | null;
  filing_number: string | null;
  status: string;
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Order".
 */
export interface Order {
  number: string;
  kind: string;
  /**
   * The name of the subject, website or service.
   */
  about: string | null;
  state: string;
  /**
   * Whether it goes on; one that was returned and has to be submitted again does.
   */
  open: boolean;
  /**
   * A day.
   */
  submitted_on: string | null;
  /**
   * A day.
   */
  finished_on: string | null;
  return_reason: string | null;
  /**
   * A day of the administration's, or the time when an SMS expires; null where none is known.
   */
  deadline: string | null;
  overdue: boolean;
}
/**
 * The filing state in short. Words and states are those of the filing state.
 *
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Account".
 */
export interface Account {
  id: string;
  masked: boolean;
  subjects: Subject[];
  phones: string[];
  /**
   * Open ones first, then the newest.
   */
  orders: Order[];
}
/**
 * What the assistant has learnt. Words are those of the filing state; `cancellation`: what is to be cancelled.
 *
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Known".
 */
export interface Known {
  topic: string | null;
  cancellation: string | null;
  subject_type: string | null;
  document: string | null;
  province: Words | null;
  provider: Words | null;
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Context".
 */
export interface Context {
  topics: TopicStep[];
  /**
   * What the answers rest on, by topic, the latest first.
   */
  facts: FactsOfTopic[];
  known: Known;
  account: Account | null;
  /**
   * The papers that the visitor has to hand in, for each thing to be cancelled; what was shown last first.
   */
  checklists: AccountChecklist[];
  /**
   * The account's other conversations, newest first, at most 20; without their last messages.
   */
  earlier: Summary[];
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "FactsOfTopic".
 */
export interface FactsOfTopic {
  intent: string;
  facts: Fact[];
}
/**
 * What an answer rests on. No provinces: it counts in all. Provider `any`: it counts with all.
 *
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Fact".
 */
export interface Fact {
  id: string;
  zh: string;
  en: string;
  source: FactSource;
  provider: string;
  provinces: string[];
  confidence: "high" | "medium" | "low";
  contradicted_by: string[];
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "FactSource".
 */
export interface FactSource {
  publisher: string;
  title: string;
  date: string | null;
  address: string | null;
}
/**
 * The papers for a cancellation, as they stand.
 *
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "AccountChecklist".
 */
export interface AccountChecklist {
  about: string;
  /**
   * In the language in which the visitor saw it last.
   */
  title: string;
  complete: boolean;
  papers: {
    id: string;
    name: string;
    /**
     * Nothing is there, or with files one side of two; the visitor says that it is ready; a file is there; it was accepted, or another one is wanted.
     */
    state: "open" | "ticked" | "sent" | "accepted" | "again";
    files: {
      id: string;
      name: string;
    }[];
  }[];
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Unmasking".
 */
export interface Unmasking {
  /**
   * Why the agent needs it, in 1 to 200 characters.
   */
  reason: string;
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Unmasked".
 */
export interface Unmasked {
  account: Account | null;
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "SuggestedReply".
 */
export interface SuggestedReply {
  text: string;
  buttons: Button[];
  links: Link[];
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Suggestion".
 */
export interface Suggestion {
  replies: SuggestedReply[];
  intent: string | null;
  confidence: number | null;
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "CannedText".
 */
export interface CannedText {
  shortcut: string;
  title: string;
  zh: string;
  en: string;
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Canned".
 */
export interface Canned {
  id: string;
  shortcut: string;
  title: string;
  zh: string;
  en: string;
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "CannedList".
 */
export interface CannedList {
  canned: Canned[];
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "IntentName".
 */
export interface IntentName {
  intent: string;
  zh: string;
  en: string;
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "IntentNames".
 */
export interface IntentNames {
  intents: IntentName[];
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Delivery".
 */
export interface Delivery {
  id: string;
  kind: string;
  to: string;
  state: "waiting" | "failed";
  attempts: number;
  next_at: Time | null;
  error: string | null;
  created_at: Time;
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Outbox".
 */
export interface Outbox {
  deliveries: Delivery[];
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "RatedConversation".
 */
export interface RatedConversation {
  conversation: string;
  rating: Rating;
  /**
   * Who had it last; null: the assistant alone.
   */
  agent: AgentName | null;
  /**
   * What a person was wanted for.
   */
  topic: string | null;
}
/**
 * The thumbs on the answers to a topic; `intent` is null where it is not known.
 *
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "TopicFeedback".
 */
export interface TopicFeedback {
  intent: string | null;
  up: number;
  down: number;
  /**
   * Why answers were no help, the most frequent reason first.
   */
  reasons: {
    reason: FeedbackReason;
    count: number;
  }[];
}
/**
 * A visitor's opinion of an answer.
 *
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Thumb".
 */
export interface Thumb {
  conversation: string;
  value: "up" | "down";
  reason: FeedbackReason;
  comment: string | null;
  at: Time;
  intent: string | null;
  /**
   * The visitor's message, cut where it is long.
   */
  question: string | null;
  /**
   * The answer, cut where it is long.
   */
  answer: string;
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "FeedbackReport".
 */
export interface FeedbackReport {
  days: number;
  scores_of_assistant: Scores;
  scores_of_agents: Scores;
  /**
   * The newest, at most 100.
   */
  ratings: RatedConversation[];
  /**
   * The one with the most thumbs down first.
   */
  topics: TopicFeedback[];
  /**
   * The newest, at most 100.
   */
  thumbs: Thumb[];
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "AuditEntry".
 */
export interface AuditEntry {
  at: Time;
  /**
   * null: a visitor, or the operator.
   */
  agent: AgentName | null;
  action: string;
  conversation: string | null;
  /**
   * The reason that was given, or whom or what it was about.
   */
  detail: string | null;
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Audit".
 */
export interface Audit {
  entries: AuditEntry[];
}
/**
 * `agent` is who has the conversation already.
 *
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "ErrorBody".
 */
export interface ErrorBody {
  /**
   * A sentence for developers, in English.
   */
  error: string;
  code: ErrorCode;
  /**
   * Seconds after which to try again.
   */
  retry_after?: number;
  agent?: AgentName;
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "NewFile".
 */
export interface NewFile {
  /**
   * Of the message that will show it.
   */
  id: string;
  name: string;
  /**
   * In bytes.
   */
  size: number;
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Upload".
 */
export interface Upload {
  id: string;
  /**
   * The id of the message that will show it.
   */
  message: string;
  size: number;
  /**
   * The bytes that have been received.
   */
  offset: number;
  /**
   * The bytes that are taken at once.
   */
  part: number;
  state: "uploading" | "checking" | "stored" | "refused" | "deleted";
  /**
   * Why it was refused.
   */
  fault: string | null;
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "FileReview".
 */
export interface FileReview {
  accepted: boolean;
  /**
   * Why another one is needed, for the visitor; empty where it is accepted.
   */
  reason: string;
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "ReviewedFile".
 */
export interface ReviewedFile {
  attachment: Attachment;
}
/**
 * An agent has looked at a file, or it was deleted.
 *
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "AttachmentEvent".
 */
export interface AttachmentEvent {
  type: "attachment";
  conversation: string;
  /**
   * The id of the message that shows it.
   */
  message: string;
  attachment: Attachment;
}
/**
 * A checklist of the visitor's has changed: the context tells how it stands.
 *
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "ChecklistEvent".
 */
export interface ChecklistEvent {
  type: "checklist";
  conversation: string;
}
/**
 * A conversation is new or has changed.
 *
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "ConversationEvent".
 */
export interface ConversationEvent {
  type: "conversation";
  conversation: Summary;
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "MessageEvent".
 */
export interface MessageEvent {
  type: "message";
  conversation: string;
  message: Message;
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "NoteEvent".
 */
export interface NoteEvent {
  type: "note";
  conversation: string;
  note: Note;
}
/**
 * The visitor types, or has stopped.
 *
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "TypingEvent".
 */
export interface TypingEvent {
  type: "typing";
  conversation: string;
  on: boolean;
}
/**
 * An agent has come, gone or changed availability.
 *
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "AgentEvent".
 */
export interface AgentEvent {
  type: "agent";
  agent: Agent;
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "PongEvent".
 */
export interface PongEvent {
  type: "pong";
}
/**
 * An agent has taken back a message.
 *
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "RecalledEvent".
 */
export interface RecalledEvent {
  type: "recalled";
  conversation: string;
  seq: number;
}
/**
 * A conversation is not open to the agent: somebody else has it, or nobody any more.
 *
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "GoneEvent".
 */
export interface GoneEvent {
  type: "gone";
  conversation: string;
  state: ConversationState;
  agent: AgentName | null;
}
/**
 * A visitor has deleted a conversation: nothing of it is left.
 *
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "DeletedEvent".
 */
export interface DeletedEvent {
  type: "deleted";
  conversation: string;
}
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "PingFrame".
 */
export interface PingFrame {
  type: "ping";
}
/**
 * Another conversation is looked at, or none.
 *
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "WatchFrame".
 */
export interface WatchFrame {
  type: "watch";
  conversation: string | null;
}
