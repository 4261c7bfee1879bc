/** What a chat client knows and can do: the seam between client/ and the components, which know
 * nothing of connections. */

import type {
  AccountConversation,
  Button,
  Card,
  ChatMessage,
  ConversationState,
  ErrorCode,
  FeedbackReason,
  FeedbackValue,
  Handoff,
  Language,
} from "./protocol";

/** sending: not acknowledged yet, retried automatically. failed: refused, waits for the visitor. */
export type Delivery = "sending" | "sent" | "failed";

export interface ShownMessage extends Omit<ChatMessage, "seq"> {
  /** null while the message is not stored at the desk. */
  seq: number | null;
  delivery: Delivery;
  /** Why it failed. */
  failure?: ErrorCode;
}

/** offline: no connection, retried automatically. refused: this page may not connect. */
export type Phase = "idle" | "connecting" | "online" | "offline" | "refused";

export interface ChatState {
  readonly phase: Phase;
  readonly transport: "websocket" | "events" | null;
  readonly signedIn: boolean;
  /** Who answers now. */
  readonly stage: ConversationState;
  readonly handoff: Handoff | null;
  /** No person serves this visitor, and no files are taken. */
  readonly blocked: boolean;
  /** The assistant answers again after an agent was asked for, and the visitor has not written
   * since. */
  readonly returned: boolean;
  /** The visitor seems to be done, and has not written since. */
  readonly ratingWanted: boolean;
  readonly language: Language;
  /** Stored messages by seq, then the visitor's own that are still to be sent, in the order
   * written. */
  readonly messages: readonly ShownMessage[];
  /** The desk has older messages than the first of these. */
  readonly earlier: boolean;
  /** When somebody began to type an answer, in ms since 1970; null if nobody is typing. */
  readonly typingSince: number | null;
  readonly typingBy: "assistant" | "agent";
  readonly rating: number | null;
  /** The number of messages by others since the chat was last marked read. */
  readonly unread: number;
  /** The greatest length of a message, in characters. */
  readonly textLength: number;
  /** The greatest size of a file, in bytes; null where the desk takes none. */
  readonly fileBytes: number | null;
  /** How far the desk's clock is ahead of this device's, in ms; negative where it is behind. */
  readonly clockAhead: number;
  /** The account's conversations, newest first, once they were asked for. */
  readonly conversations: readonly AccountConversation[] | null;
  /** The visitor wants the conversation deleted; failed: the desk could not. */
  readonly deletion: "none" | "under_way" | "failed";
  /** The token has expired, and the host page has not brought a new one yet. */
  readonly tokenNeeded: boolean;
  /** A problem with the conversation as a whole that the visitor should know of, or null. */
  readonly problem: ErrorCode | null;
}

/** A page of the site, as agents are shown it. */
export interface SitePage {
  readonly address: string;
  readonly title?: string;
}

/** What files are sent and read with; the desk's address ends in a slash. */
export interface FileAccess {
  readonly server: string;
  readonly conversation: string;
  readonly key: string;
  readonly token: string | null;
}

export interface Chat {
  readonly state: ChatState;
  /** Call the listener after every change. Return a function that stops it. */
  subscribe(listener: (state: ChatState) => void): () => void;
  connect(): void;
  disconnect(): void;
  sendText(text: string): void;
  press(button: Button): void;
  /** The visitor is typing, or has stopped. */
  setTyping(on: boolean): void;
  /** Send a failed message again. */
  retry(id: string): void;
  /** Drop a failed message. */
  discard(id: string): void;
  loadEarlier(): Promise<void>;
  /** Return every message of the conversation, oldest first, for the transcript. */
  allMessages(): Promise<readonly ShownMessage[]>;
  giveFeedback(id: string, value: FeedbackValue, reason?: FeedbackReason, comment?: string): void;
  rate(score: number, comment?: string): void;
  newConversation(): void;
  /** Delete the conversation for good; a new one follows. */
  deleteConversation(): void;
  setLanguage(language: Language): void;
  /** The desk's address, and the token that it was told last. */
  readonly server: string;
  readonly token: string | null;
  /** Return a message's card with links that are signed anew; null where the desk does not answer.
   */
  freshCard(message: string): Promise<Card | null>;
  /** Sign in with a token of the host page, or out with null. */
  identify(token: string | null): void;
  markRead(): void;
  /** Tell which page of the site the visitor is on, from now on; null: tell of none any more. */
  tellPage(page: SitePage | null): void;
  /** Tick a paper off by hand, or no longer. Return whether the desk was told. */
  tick(checklist: string, paper: string, on: boolean): boolean;
  /** Say that a file is this paper of a checklist or, with null, not the one that it counts for.
   * Return whether the desk was told. */
  place(checklist: string, file: string, paper: string | null): boolean;
  /** Ask for the account's conversations; they come as a change of the state. */
  askConversations(): void;
  /** Go on with one of them. */
  goTo(conversation: AccountConversation): void;
  /** null as long as there is no conversation. */
  fileAccess(): FileAccess | null;
}
