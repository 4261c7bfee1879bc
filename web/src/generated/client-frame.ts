/** Generated from the desk's protocol/client-frame.schema.json by generate-types.js. */

/**
 * docs/protocol.md explains each frame.
 */
export type ClientFrame =
  | HelloFrame
  | SendFrame
  | TokenFrame
  | LanguageFrame
  | HistoryFrame
  | ConversationsFrame
  | ReadFrame
  | TickFrame
  | PaperFrame
  | FeedbackFrame
  | RateFrame
  | TypingFrame
  | PageFrame
  | NewFrame
  | DeleteFrame
  | PingFrame;
export type MessageId = string;
export type Language = "zh" | "en";
/**
 * A message: what was typed, or the payload of a pressed button.
 */
export type SendFrame =
  | {
      type: "send";
      id: MessageId;
      text: string;
    }
  | {
      type: "send";
      id: MessageId;
      payload: string;
    };
export type AboutChecklist = string;
export type PaperId = string;
export type FeedbackValue = "up" | "down" | null;
export type FeedbackReason = "wrong" | "incomplete" | "unclear" | "off_topic" | "other";
export type Comment = string;

/**
 * The first frame: who speaks, and which conversation goes on.
 */
export interface HelloFrame {
  type: "hello";
  protocol: 1;
  /**
   * The one to continue; left out, a new one begins.
   */
  conversation?: {
    id: MessageId;
    key: string;
  };
  /**
   * The host page's signed token.
   */
  token?: string;
  language?: Language;
  /**
   * Traditional characters, to whoever has written none yet.
   */
  script?: "hant";
  /**
   * Only messages with a greater seq are wanted.
   */
  after?: number;
  /**
   * The client goes where its account is: to the conversation that the account has open, rather than a new one.
   */
  resume?: boolean;
}
/**
 * A new token: signs in, or replaces one that expires.
 */
export interface TokenFrame {
  type: "token";
  token: string;
}
/**
 * The visitor switched the language.
 */
export interface LanguageFrame {
  type: "language";
  language: Language;
}
/**
 * Older messages are wanted.
 */
export interface HistoryFrame {
  type: "history";
  before: number;
}
/**
 * The account's conversations are wanted.
 */
export interface ConversationsFrame {
  type: "conversations";
}
/**
 * The visitor has seen all messages up to this one.
 */
export interface ReadFrame {
  type: "read";
  seq: number;
}
/**
 * A paper of a checklist is ticked off by hand, or no longer.
 */
export interface TickFrame {
  type: "tick";
  checklist: AboutChecklist;
  paper: PaperId;
  on: boolean;
}
/**
 * Which paper of a checklist a file is; null: none.
 */
export interface PaperFrame {
  type: "paper";
  checklist: AboutChecklist;
  file: MessageId;
  paper: PaperId | null;
}
/**
 * Thumbs up or down on an answer; null takes it back.
 */
export interface FeedbackFrame {
  type: "feedback";
  message: MessageId;
  value: FeedbackValue;
  reason?: FeedbackReason;
  comment?: Comment;
}
/**
 * How the whole chat was.
 */
export interface RateFrame {
  type: "rate";
  score: number;
  comment?: Comment;
}
/**
 * The visitor types, or has stopped; for the agent's eyes.
 */
export interface TypingFrame {
  type: "typing";
  on: boolean;
}
/**
 * The page of the site that the visitor is on, for the agent's eyes; null: the site tells of none any more.
 */
export interface PageFrame {
  type: "page";
  address: string | null;
  title?: string;
}
/**
 * Ends this conversation and begins another.
 */
export interface NewFrame {
  type: "new";
}
/**
 * Deletes this conversation for good, and begins another.
 */
export interface DeleteFrame {
  type: "delete";
  /**
   * The one that is gone on with here; no other one is deleted.
   */
  conversation: string;
}
export interface PingFrame {
  type: "ping";
}
