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
  | FeedbackFrame
  | RateFrame
  | TypingFrame
  | NewFrame
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
   * Only messages with a greater seq are wanted.
   */
  after?: number;
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
 * Ends this conversation and begins another.
 */
export interface NewFrame {
  type: "new";
}
export interface PingFrame {
  type: "ping";
}
