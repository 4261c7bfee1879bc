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
 * ISO 8601, UTC.
 *
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Time".
 */
export type Time = string;
/**
 * notice: the desk itself.
 *
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "Author".
 */
export type Author = "visitor" | "assistant" | "agent" | "notice";
/**
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "ErrorCode".
 */
export type ErrorCode =
  | "active_pdf"
  | "anonymous"
  | "bad_request"
  | "bot_unavailable"
  | "closed"
  | "csrf"
  | "infected"
  | "locked_pdf"
  | "no_files"
  | "not_allowed"
  | "not_yours"
  | "nothing_to_answer"
  | "scanner_unavailable"
  | "shortcut_taken"
  | "signed_out"
  | "storage_full"
  | "taken"
  | "too_large"
  | "too_many_attempts"
  | "too_many_files"
  | "too_many_pages"
  | "too_many_pixels"
  | "unavailable"
  | "unknown_agent"
  | "unknown_canned"
  | "unknown_conversation"
  | "unknown_delivery"
  | "unknown_file"
  | "unknown_route"
  | "unreadable"
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
  | MessageEvent
  | NoteEvent
  | AttachmentEvent
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
  Time: Time;
  Nothing: Nothing;
  Credentials: Credentials;
  Availability: Availability;
  Agent: Agent;
  AgentName: AgentName;
  Agents: Agents;
  SignedIn: SignedIn;
  Ticket: Ticket;
  AccountName: AccountName;
  Author: Author;
  LastMessage: LastMessage;
  Summary: Summary;
  Counts: Counts;
  Page: Page;
  Button: Button;
  Link: Link;
  Message: Message;
  Attachment: Attachment;
  MessagePage: MessagePage;
  NewMessage: NewMessage;
  Sent: Sent;
  Note: Note;
  NewNote: NewNote;
  Typing: Typing;
  Tags: Tags;
  Assignment: Assignment;
  Transition: Transition;
  Detail: Detail;
  TopicStep: TopicStep;
  Subject: Subject;
  Website: Website;
  Order: Order;
  Account: Account;
  Context: Context;
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
  AuditEntry: AuditEntry;
  Audit: Audit;
  ErrorCode: ErrorCode;
  ErrorBody: ErrorBody;
  NewFile: NewFile;
  Upload: Upload;
  FileReview: FileReview;
  ReviewedFile: ReviewedFile;
  AttachmentEvent: AttachmentEvent;
  ConversationEvent: ConversationEvent;
  MessageEvent: MessageEvent;
  NoteEvent: NoteEvent;
  TypingEvent: TypingEvent;
  AgentEvent: AgentEvent;
  PongEvent: PongEvent;
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
  role: "agent" | "admin";
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
 * This interface was referenced by `AgentsApi`'s JSON-Schema
 * via the `definition` "AccountName".
 */
export interface AccountName {
  id: string;
  /**
   * Masked; empty where nothing is on file.
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
   * Why a person was asked for: request_human, not_understood, thumbs_down, order_overdue, papers_ready, or the name of a connector.
   */
  reason: string | null;
  waiting_since: Time | null;
  began_at: Time;
  changed_at: Time;
  last_seq: number;
  last_message: LastMessage | null;
  ticket: Ticket | null;
  tags: string[];
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
  /**
   * The seq of the visitor's message that this answers.
   */
  answers: number | null;
  feedback: "up" | "down" | null;
  /**
   * How a visitor's message was understood.
   */
  intent: string | null;
  confidence: number | null;
  /**
   * The files that it shows; left out where there are none.
   */
  attachments?: Attachment[];
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
  province: string;
  filing_number: string | null;
  status: string;
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
 * via the `definition` "Order".
 */
export interface Order {
  number: string;
  kind: string;
  state: string;
  /**
   * A day.
   */
  submitted_on: string | null;
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
  subject: Subject | null;
  phones: string[];
  websites: Website[];
  /**
   * The open ones.
   */
  orders: Order[];
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
  /**
   * What the assistant remembers of the conversation, by name.
   */
  slots: {
    [k: string]: unknown;
  };
  account: Account | null;
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
 * via the `definition` "AuditEntry".
 */
export interface AuditEntry {
  at: Time;
  agent: AgentName;
  action: string;
  conversation: string | null;
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
