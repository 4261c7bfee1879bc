/** What the launcher and the chat module, which are built apart, agree on. Types only, so that
 * the launcher stays small. */

import type { Author, ConversationState, Language } from "../client/protocol";

/** A signed token, a function that brings one whenever one is needed, or nobody. */
export type Identity = string | null | (() => string | null | Promise<string | null>);

type SignInReason = "expired" | "invalid";

export interface HandoffNews {
  state: ConversationState;
  /** The name of the person who has joined. */
  agent: string | null;
  /** The number of the ticket that a person has yet to answer. */
  ticket: string | null;
}

/** What pages can listen to with `BeianChat.on`, and what their listeners get. */
export interface ChatEvents {
  /** The chat has been loaded. Listeners that come later are called at once. */
  ready: undefined;
  open: undefined;
  close: undefined;
  /** A new message; its text is not for the page. */
  message: { id: string; author: Author };
  /** How many messages the user has not seen. */
  unread: number;
  /** The token has expired, or the desk does not accept it: call `identify` with a new one. */
  "signin-needed": { reason: SignInReason };
  /** The user waits for a person, one has joined, the assistant is back, or the chat has ended. */
  handoff: HandoffNews;
}

export type Emit = <Name extends keyof ChatEvents>(name: Name, detail: ChatEvents[Name]) => void;

export interface MountOptions {
  /** Where the panel is drawn: the shadow root of the launcher's element. */
  root: ShadowRoot;
  /** The desk's address, ending in a slash. */
  server: string;
  language: Language;
  title?: string;
  /** Whether the launcher's button stands under the panel. */
  hasButton: boolean;
  /** undefined: the page has said nothing about who its user is. */
  identity: Identity | undefined;
  emit: Emit;
  /** The user chose another language in the panel. */
  languageChosen: (language: Language) => void;
  /** Gives the focus back to where the chat was opened from. */
  returnFocus: () => void;
}

export interface ChatController {
  readonly isOpen: boolean;
  /** `focus`: put the focus into the message box, because the user asked for the chat. */
  open(focus: boolean): void;
  close(): void;
  identify(identity: Identity): void;
  setLanguage(language: Language): void;
}

export interface ChatModule {
  mount(options: MountOptions): ChatController;
}
