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
  | ConversationsFrame
  | ReadFrame
  | ChecklistFrame
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
 * No person serves this visitor, and no file is taken; left out where one may.
 */
export type Blocked = boolean;
/**
 * notice: the desk itself.
 */
export type Author = "visitor" | "assistant" | "agent" | "notice";
/**
 * Nothing is there, or with files one side of two; the visitor says that it is ready; a file is there; an agent has accepted it, or wants another one.
 */
export type PaperState = "open" | "ticked" | "sent" | "accepted" | "again";
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
  | "unknown_paper"
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
     * Proves the right to continue; given when the conversation is made, and to a client that resumes it.
     */
    key?: string;
  };
  created: boolean;
  signed_in: boolean;
  language: Language;
  state: ConversationState;
  handoff: Handoff | null;
  blocked?: Blocked;
  messages: Messages;
  /**
   * There are older messages than the first of these.
   */
  earlier: boolean;
  typing: boolean;
  rating: number | null;
  /**
   * The seq up to which the visitor has seen it, on whatever device; left out where that is not known.
   */
  read?: number;
  /**
   * The seqs of all messages that were recalled; left out where none was.
   */
  recalled?: number[];
  /**
   * The desk's time, ISO 8601, UTC.
   */
  now?: string;
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
  file?: WantedFile;
}
/**
 * Where it is there, a client that sends files opens the choice of one instead of pressing the button; its upload names this paper of a checklist, if there is one.
 */
export interface WantedFile {
  checklist?: string;
  paper?: string;
}
export interface Link {
  title: string;
  url: string;
}
/**
 * Something to look at and act upon; its title and lines hold all that it says.
 */
export interface Card {
  kind: "order" | "orders" | "letter" | "checklist" | "what_if" | "sign_in";
  title: string;
  lines: string[];
  actions: CardAction[];
  /**
   * Of an order: what its first line says, to be drawn.
   */
  stages?: CardStage[];
  /**
   * Of an order: when its time is over, and when that was told, both ISO 8601.
   */
  deadline?: {
    at: string;
    now: string;
  };
  /**
   * Of a what_if: what its lines say, in parts; before and after are the first two.
   */
  sections?: CardSection[];
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
  checklist?: Checklist;
}
/**
 * A button of a card: one with a payload is pressed as those of messages are; one with a url does something with what is there; `sign_in` has neither.
 */
export interface CardAction {
  title: string;
  payload?: string;
  /**
   * What is done with the url: a download of a Word file or PDF, a print, a copy of its text. sign_in: the host page signs the visitor in.
   */
  does?: "docx" | "pdf" | "print" | "copy" | "sign_in";
  /**
   * A path at the desk.
   */
  url?: string;
}
/**
 * A stage of an order. stopped: it has ended there.
 */
export interface CardStage {
  title: string;
  reached: "done" | "now" | "ahead" | "stopped";
}
/**
 * Lines under a heading.
 */
export interface CardSection {
  title: string;
  lines: string[];
}
/**
 * The papers of a cancellation, as they stand for this account or, without one, this conversation.
 */
export interface Checklist {
  /**
   * What is cancelled: the same in each card about it.
   */
  about: string;
  /**
   * Every paper is ready.
   */
  complete: boolean;
  papers: ChecklistPaper[];
  /**
   * What was sent, and of which it is open which paper it is; left out where there is none. `paper` says it.
   */
  loose?: ChecklistFile[];
}
/**
 * A paper of a checklist, and how far it is.
 */
export interface ChecklistPaper {
  id: string;
  text: string;
  /**
   * In short.
   */
  name: string;
  /**
   * It is sent as a file; else it is only told.
   */
  file: boolean;
  state: PaperState;
  /**
   * Why another file is wanted.
   */
  reason: string | null;
  /**
   * What was sent of it, oldest first.
   */
  files: ChecklistFile[];
}
/**
 * A file that was sent for a checklist.
 */
export interface ChecklistFile {
  id: string;
  name: string;
  /**
   * The id of the message that shows it.
   */
  message: string;
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
  look?: Look;
}
/**
 * What a first look at a picture told, in each language: a hint; left out where there was none.
 */
export interface Look {
  zh: string;
  en: string;
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
 * Who answers, the place in the queue, or the language of the conversation has changed.
 */
export interface StateFrame {
  type: "state";
  state: ConversationState;
  handoff: Handoff | null;
  /**
   * The conversation's, in which the state is told.
   */
  language?: "zh" | "en";
  blocked?: Blocked;
}
export interface HistoryFrame {
  type: "history";
  messages: Messages;
  earlier: boolean;
}
/**
 * The account's newest conversations in which its user has written, newest first.
 */
export interface ConversationsFrame {
  type: "conversations";
  conversations: AccountConversation[];
}
/**
 * A conversation of the account's, as a list of them shows it.
 */
export interface AccountConversation {
  id: string;
  /**
   * With it and a token of the account it is continued.
   */
  key: string;
  state: ConversationState;
  /**
   * ISO 8601, UTC
   */
  began_at: string;
  changed_at: string;
  /**
   * What was said last; its text may be cut.
   */
  last: {
    author: Author;
    text: string;
  } | null;
  /**
   * Messages of others that the visitor has not seen; 0 where it is not known.
   */
  unread: number;
  /**
   * The number of files in it, without deleted ones.
   */
  files: number;
  /**
   * Its newest question for a person.
   */
  ticket: {
    number: string;
    due_at: string | null;
    answered: boolean;
  } | null;
}
/**
 * The visitor has seen all messages up to this one, here or on another device.
 */
export interface ReadFrame {
  type: "read";
  seq: number;
}
/**
 * A checklist has changed, here or elsewhere: what cards about it show from now on. Their words stay.
 */
export interface ChecklistFrame {
  type: "checklist";
  checklist: Checklist;
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
 * An agent has looked at a file, a first look was taken at it, or it was deleted.
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
