/** Generated from the desk's protocol/server-frame.schema.json by generate-types.js. */

/**
 * docs/protocol.md explains each frame. Clients ignore types and properties they don't know.
 */
export type ServerFrame =
  | WelcomeFrame
  | MessageFrame
  | AckFrame
  | TypingFrame
  | StateFrame
  | HistoryFrame
  | RecalledFrame
  | FeedbackFrame
  | RatedFrame
  | RatingWantedFrame
  | AttachmentFrame
  | TokenNeededFrame
  | ErrorFrame
  | PongFrame;
export type Language = "zh" | "en";
/**
 * Who answers: the assistant; nobody yet, the visitor waits for a person; an agent; nobody any more.
 */
export type ConversationState = "bot" | "waiting" | "with_agent" | "closed";
/**
 * notice: the desk itself.
 */
export type Author = "visitor" | "assistant" | "agent" | "notice";
export type FeedbackValue = "up" | "down" | null;
export type Messages = ChatMessage[];
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

/**
 * The conversation is open: its newest messages, or those after the one asked for.
 */
export interface WelcomeFrame {
  type: "welcome";
  conversation: {
    id: string;
    /**
     * Proves the right to continue; given once, when the conversation is made.
     */
    key?: string;
  };
  created: boolean;
  signed_in: boolean;
  language: Language;
  state: ConversationState;
  handoff: Handoff | null;
  messages: Messages;
  /**
   * There are older messages than the first of these.
   */
  earlier: boolean;
  typing: boolean;
  rating: number | null;
  /**
   * The seqs of all messages that were recalled; left out where none was.
   */
  recalled?: number[];
  limits: {
    text_length: number;
    /**
     * Of a file that is uploaded; left out where none is taken.
     */
    file_bytes?: number;
  };
}
/**
 * Where the conversation stands with the support desk.
 */
export interface Handoff {
  /**
   * In the queue, 1 is next.
   */
  position: number | null;
  /**
   * How long visitors waited lately; null: not known.
   */
  wait_minutes: number | null;
  /**
   * An agent is there who takes conversations.
   */
  staffed: boolean;
  agent: {
    name: string;
  } | null;
  /**
   * A question that a person answers later.
   */
  ticket: {
    number: string;
    /**
     * By when; ISO 8601, UTC. null: no time was promised.
     */
    due_at: string | null;
  } | null;
}
/**
 * A stored message; seq is its place in the conversation, from 1, without gaps.
 */
export interface ChatMessage {
  id: string;
  seq: number;
  author: Author;
  /**
   * Of the agent who wrote it.
   */
  name: string | null;
  text: string;
  /**
   * ISO 8601, UTC
   */
  at: string;
  buttons: Button[];
  links: Link[];
  card?: Card;
  /**
   * The seq of the visitor's message that this answers.
   */
  answers: number | null;
  feedback: FeedbackValue;
  /**
   * The agent who wrote it has taken it back; its text is empty.
   */
  recalled?: boolean;
  /**
   * The files that it shows; left out where there are none.
   */
  attachments?: Attachment[];
}
export interface Button {
  title: string;
  payload: string;
}
export interface Link {
  title: string;
  url: string;
}
/**
 * Something to look at and act upon; its title and lines hold all that it says.
 */
export interface Card {
  kind: "order" | "orders" | "letter" | "checklist" | "what_if";
  title: string;
  lines: string[];
  actions: CardAction[];
  /**
   * Of a letter: the path of a picture of its first page.
   */
  preview?: string;
  /**
   * Which letter it is about: letter, about, id or type, language.
   */
  letter?: {
    [k: string]: string;
  };
}
/**
 * A button of a card: one with a payload is pressed as those of messages are; one with a url does something with what is there.
 */
export interface CardAction {
  title: string;
  payload?: string;
  /**
   * What is done with the url: a download of a Word file or PDF, a print, a copy of its text.
   */
  does?: "docx" | "pdf" | "print" | "copy";
  /**
   * A path at the desk.
   */
  url?: string;
}
/**
 * An uploaded file, which was checked and is kept.
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
   * Where it is read from, below the desk's address; docs/protocol.md.
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
export interface MessageFrame {
  type: "message";
  message: ChatMessage;
}
/**
 * The message with this id is stored.
 */
export interface AckFrame {
  type: "ack";
  id: string;
  seq: number;
  at: string;
}
export interface TypingFrame {
  type: "typing";
  on: boolean;
  by: "assistant" | "agent";
}
/**
 * Who answers has changed, or the place in the queue has.
 */
export interface StateFrame {
  type: "state";
  state: ConversationState;
  handoff: Handoff | null;
}
export interface HistoryFrame {
  type: "history";
  messages: Messages;
  earlier: boolean;
}
/**
 * The agent who wrote a message has taken it back.
 */
export interface RecalledFrame {
  type: "recalled";
  seq: number;
}
export interface FeedbackFrame {
  type: "feedback";
  message: string;
  value: FeedbackValue;
}
export interface RatedFrame {
  type: "rated";
  score: number;
}
/**
 * The visitor seems to be done: a good moment to ask for a rating.
 */
export interface RatingWantedFrame {
  type: "rating_wanted";
}
/**
 * An agent has looked at a file, or it was deleted.
 */
export interface AttachmentFrame {
  type: "attachment";
  /**
   * The id of the message that shows it.
   */
  message: string;
  attachment: Attachment;
}
/**
 * The token has expired: nothing personal goes on until a new one comes.
 */
export interface TokenNeededFrame {
  type: "token_needed";
}
export interface ErrorFrame {
  type: "error";
  code: ErrorCode;
  /**
   * For developers, in English.
   */
  detail: string;
  /**
   * Of the message that was refused.
   */
  id?: string;
  /**
   * Seconds after which to try again.
   */
  retry_after?: number;
}
export interface PongFrame {
  type: "pong";
}
