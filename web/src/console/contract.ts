/** The bodies and events of the agents' API, /console/api. Times are ISO 8601, UTC. */

import type { ChatMessage, Language } from "../client/protocol";

export type { Language };
export type ConversationState = "bot" | "waiting" | "with_agent" | "closed";
export type View = "queue" | "mine" | "tickets" | "all";
export type Reason =
  | "request_human"
  | "not_understood"
  | "thumbs_down"
  | "order_overdue"
  | "papers_ready"
  | "bot_late"
  | "agent"
  | "contact";

export interface Agent {
  id: string;
  name: string;
  display_name: string;
  role: "agent" | "admin";
  available: boolean;
  online: boolean;
}

export interface AgentName {
  id: string;
  display_name: string;
}

export interface SignedIn {
  agent: Agent;
  csrf: string;
}

export interface Ticket {
  number: string;
  opened_at: string;
  due_at: string | null;
  contact: string | null;
  answered_at: string | null;
}

export interface Summary {
  id: string;
  state: ConversationState;
  language: Language;
  /** The name is masked. */
  account: { id: string; name: string } | null;
  agent: AgentName | null;
  topic: string | null;
  reason: Reason | null;
  waiting_since: string | null;
  began_at: string;
  changed_at: string;
  last_seq: number;
  last_message: { author: ChatMessage["author"]; text: string; at: string } | null;
  ticket: Ticket | null;
  tags: string[];
}

export interface Counts {
  queue: number;
  mine: number;
  tickets: number;
}

export interface Page {
  conversations: Summary[];
  /** Cursor of the next page. */
  next: string | null;
  counts: Counts;
}

export interface Message extends ChatMessage {
  /** The agent's display name. */
  name: string | null;
  intent: string | null;
  confidence: number | null;
}

export interface Note {
  id: string;
  agent: AgentName;
  text: string;
  at: string;
}

export interface Transition {
  from: ConversationState;
  to: ConversationState;
  by: "visitor" | "agent" | "assistant" | "desk";
  agent: AgentName | null;
  reason: string | null;
  at: string;
}

export interface Detail {
  conversation: Summary;
  /** Oldest first. */
  messages: Message[];
  earlier: boolean;
  notes: Note[];
  transitions: Transition[];
}

export interface MessagePage {
  messages: Message[];
  earlier: boolean;
}

export interface Order {
  number: string;
  kind: string;
  state: string;
  submitted_on: string | null;
  deadline: string | null;
  overdue: boolean;
}

export type Facts = Record<string, unknown>;

export interface Account {
  id: string;
  masked: boolean;
  subject: Facts | null;
  phones: unknown[];
  websites: unknown[];
  orders: Order[];
}

export interface TopicStep {
  seq: number;
  intent: string;
  confidence: number | null;
  at: string;
}

export interface Context {
  topics: TopicStep[];
  slots: Facts;
  account: Account | null;
}

export interface Suggestion {
  replies: Pick<ChatMessage, "text" | "buttons" | "links">[];
  intent: string | null;
  confidence: number | null;
}

export interface CannedText {
  shortcut: string;
  title: string;
  zh: string;
  en: string;
}

export interface Canned extends CannedText {
  id: string;
}

export interface Delivery {
  id: string;
  kind: string;
  to: string;
  state: "waiting" | "failed";
  attempts: number;
  next_at: string | null;
  error: string | null;
  created_at: string;
}

export interface AuditEntry {
  at: string;
  agent: AgentName;
  action: string;
  conversation: string | null;
}

export type ErrorCode =
  | "wrong_credentials"
  | "too_many_attempts"
  | "signed_out"
  | "taken"
  | "not_yours"
  | "closed"
  | "bot_unavailable"
  | "nothing_to_answer"
  | "unreachable"
  | "unknown";

export interface ErrorBody {
  error: string;
  code: ErrorCode;
  /** Seconds. */
  retry_after?: number;
  /** Who was first. */
  agent?: AgentName;
}

export type DeskEvent =
  | { type: "conversation"; conversation: Summary }
  | { type: "message"; conversation: string; message: Message }
  | { type: "note"; conversation: string; note: Note }
  | { type: "typing"; conversation: string; on: boolean }
  | { type: "agent"; agent: Agent }
  | { type: "pong" };

export type ConsoleFrame = { type: "ping" } | { type: "watch"; conversation: string | null };
