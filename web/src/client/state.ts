/** What a chat client knows, and what can be asked of it: the seam between client/ and the
 * components, which know nothing of connections. */

import type {
  Button,
  ChatMessage,
  ConversationState,
  ErrorCode,
  FeedbackReason,
  FeedbackValue,
  Handoff,
  Language,
} from "./protocol";

/** sending: not acknowledged yet, sent again by itself; failed: refused, waits for the user. */
export type Delivery = "sending" | "sent" | "failed";

export interface ShownMessage extends Omit<ChatMessage, "seq"> {
  /** null while the message is not stored at the desk. */
  seq: number | null;
  delivery: Delivery;
  /** Why it failed. */
  failure?: ErrorCode;
}

/** offline: no connection, tried again by itself. refused: this page may not connect. */
export type Phase = "idle" | "connecting" | "online" | "offline" | "refused";

export interface ChatState {
  readonly phase: Phase;
  readonly transport: "websocket" | "events" | null;
  readonly signedIn: boolean;
  /** Who answers now. */
  readonly stage: ConversationState;
  readonly handoff: Handoff | null;
  /** The assistant answers again after a person was asked for, and the user has written nothing
   * since. */
  readonly returned: boolean;
  readonly language: Language;
  /** Stored ones by seq, then the user's own that wait, in the order they were written. */
  readonly messages: readonly ShownMessage[];
  /** The desk has older messages than the first of these. */
  readonly earlier: boolean;
  /** Since when an answer has been made, ms since 1970; null when none is. */
  readonly typingSince: number | null;
  readonly typingBy: "assistant" | "agent";
  readonly rating: number | null;
  /** Messages of others that came since the chat was last marked read. */
  readonly unread: number;
  /** Longest text of a message, in characters. */
  readonly textLength: number;
  /** The token has expired, and the host page has not brought a new one yet. */
  readonly tokenNeeded: boolean;
  /** What went wrong with the conversation as a whole, for the user to know; null when nothing. */
  readonly problem: ErrorCode | null;
}

export interface Chat {
  readonly state: ChatState;
  /** Calls the listener after every change; gives the function that ends it. */
  subscribe(listener: (state: ChatState) => void): () => void;
  connect(): void;
  disconnect(): void;
  sendText(text: string): void;
  press(button: Button): void;
  /** The user writes, or has nothing written any more. */
  setTyping(on: boolean): void;
  /** Sends a failed message again. */
  retry(id: string): void;
  /** Takes a failed message away. */
  discard(id: string): void;
  loadEarlier(): Promise<void>;
  /** Every message of the conversation, oldest first, for the transcript. */
  allMessages(): Promise<readonly ShownMessage[]>;
  giveFeedback(id: string, value: FeedbackValue, reason?: FeedbackReason, comment?: string): void;
  rate(score: number, comment?: string): void;
  newConversation(): void;
  setLanguage(language: Language): void;
  /** Signs in with a token of the host page, or out with null. */
  identify(token: string | null): void;
  markRead(): void;
}
