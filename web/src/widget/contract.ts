/** What the launcher and the chat module, which are built apart, agree on. Types only, so that
 * the launcher stays small. */

import type { Author, ConversationState, Language } from "../client/protocol";
import type { SitePage } from "../client/state";

/** A signed token, a function that returns one whenever one is needed, or null for nobody. */
export type Identity = string | null | (() => string | null | Promise<string | null>);

/** The page that agents see the visitor on: as the site tells it, true for the one in the address
 * bar, null or false for none. */
export type ToldPage = SitePage | boolean | null;

type SignInReason = "expired" | "invalid";

export interface HandoffNews {
  state: ConversationState;
  /** The name of the agent who has joined. */
  agent: string | null;
  /** The number of the ticket that an agent has yet to answer. */
  ticket: string | null;
}

/** The events that pages can listen to with `BeianChat.on`, and what listeners get. */
export interface ChatEvents {
  /** The chat has been loaded. Listeners that come later are called at once. */
  ready: undefined;
  open: undefined;
  close: undefined;
  /** A new message; its text is not for the page. */
  message: { id: string; author: Author };
  /** The number of messages that the visitor has not seen. */
  unread: number;
  /** The token has expired, or the desk does not accept it: call `identify` with a new one. */
  "signin-needed": { reason: SignInReason };
  /** The visitor wants to sign in, for an answer from their own filing: sign them in, then call
   * `identify`. The question is then answered again. */
  "signin-wanted": undefined;
  /** The visitor waits for an agent, one has joined, the assistant is back, or the chat has
   * ended. */
  handoff: HandoffNews;
}

export type Emit = <Name extends keyof ChatEvents>(name: Name, detail: ChatEvents[Name]) => void;

export interface MountOptions {
  /** Where the panel is drawn: the shadow root of the launcher's element. */
  root: ShadowRoot;
  /** Move the chat into a modal of the page until that is gone. */
  into: (modal: Element) => void;
  /** The desk's address, ending in a slash. */
  server: string;
  language: Language;
  title: string | undefined;
  /** Whether the launcher's button stands under the panel. */
  hasButton: boolean;
  /** undefined: the page has not said who its visitor is. */
  identity: Identity | undefined;
  page: ToldPage;
  emit: Emit;
  /** Return whether the page listens to an event. */
  hears: (name: keyof ChatEvents) => boolean;
  /** The visitor chose another language in the panel. */
  languageChosen: (language: Language) => void;
  /** Return the focus to where the chat was opened from. */
  returnFocus: () => void;
}

export interface ChatController {
  readonly isOpen: boolean;
  /** `focus`: put the focus into the message box, because the visitor asked for the chat. */
  open(focus: boolean): void;
  close(): void;
  identify(identity: Identity): void;
  setLanguage(language: Language): void;
  setPage(page: ToldPage): void;
}

export interface ChatModule {
  mount(options: MountOptions): ChatController;
}
