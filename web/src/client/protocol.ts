/** The frames of docs/protocol.md; desk/protocol/*.schema.json are their exact forms. */

export type Language = "zh" | "en";
export type Author = "visitor" | "assistant" | "agent" | "notice";
/** Who answers: the assistant; nobody until a person does; a person; nobody any more. */
export type ConversationState = "bot" | "waiting" | "with_agent" | "closed";
export type FeedbackValue = "up" | "down" | null;
export type FeedbackReason = "wrong" | "incomplete" | "unclear" | "off_topic" | "other";

export interface Button {
  title: string;
  payload: string;
}

export interface Link {
  title: string;
  url: string;
}

/** Where the conversation stands with the support desk. */
export interface Handoff {
  /** In the queue; 1 is next. */
  position: number | null;
  /** null: not known. */
  wait_minutes: number | null;
  agent: { name: string } | null;
  /** A question that waits for a person's answer; `due_at` in ISO 8601, UTC. */
  ticket: { number: string; due_at: string | null } | null;
}

export interface ChatMessage {
  id: string;
  /** Its place in the conversation, from 1, without gaps. */
  seq: number;
  author: Author;
  /** The agent's; null for others. */
  name: string | null;
  text: string;
  /** ISO 8601, UTC. */
  at: string;
  buttons: Button[];
  links: Link[];
  /** The seq of the visitor's message that this answers. */
  answers: number | null;
  feedback: FeedbackValue;
}

export interface Hello {
  type: "hello";
  protocol: 1;
  conversation?: { id: string; key: string };
  token?: string;
  language?: Language;
  after?: number;
}

export type ClientFrame =
  | Hello
  | { type: "send"; id: string; text: string }
  | { type: "send"; id: string; payload: string }
  | { type: "token"; token: string }
  | { type: "language"; language: Language }
  | { type: "history"; before: number }
  | {
      type: "feedback";
      message: string;
      value: FeedbackValue;
      reason?: FeedbackReason;
      comment?: string;
    }
  | { type: "rate"; score: number; comment?: string }
  | { type: "typing"; on: boolean }
  | { type: "new" }
  | { type: "ping" };

export interface Welcome {
  type: "welcome";
  conversation: { id: string; key?: string };
  created: boolean;
  signed_in: boolean;
  language: Language;
  state: ConversationState;
  handoff: Handoff | null;
  messages: ChatMessage[];
  earlier: boolean;
  typing: boolean;
  rating: number | null;
  limits: { text_length: number };
}

export type ErrorCode =
  | "bad_frame"
  | "protocol_version"
  | "hello_first"
  | "unknown_conversation"
  | "another_account"
  | "token_invalid"
  | "token_expired"
  | "too_long"
  | "blank"
  | "too_fast"
  | "too_many_connections"
  | "too_many_conversations"
  | "origin_refused"
  | "too_large"
  | "unknown_message"
  | "closed"
  | "unavailable";

export interface ErrorFrame {
  type: "error";
  code: ErrorCode;
  detail: string;
  id?: string;
  retry_after?: number;
}

export type ServerFrame =
  | Welcome
  | { type: "message"; message: ChatMessage }
  | { type: "ack"; id: string; seq: number; at: string }
  | { type: "typing"; on: boolean; by: "assistant" | "agent" }
  | { type: "state"; state: ConversationState; handoff: Handoff | null }
  | { type: "history"; messages: ChatMessage[]; earlier: boolean }
  | { type: "feedback"; message: string; value: FeedbackValue }
  | { type: "rated"; score: number }
  | { type: "token_needed" }
  | ErrorFrame
  | { type: "pong" };
