import type { Page } from "./page";
import type { Language } from "./protocol";
import type { ChatStorage } from "./storage";
import type { GetToken } from "./tokens";
import type { TransportKind } from "./transport";

export interface ChatClientOptions {
  /** The desk's address, with its path if it has one. */
  server: string;
  /** The language of a new conversation; a continued one has its own. */
  language: Language;
  /** Whether Chinese is to be in Traditional characters, to who has written none yet. */
  readsTraditional?: boolean;
  /** The host page's signed token; null or absent for an anonymous visitor. */
  token?: string | null;
  /** Called at most every 10 s when the desk needs another token; returns null if there is none. */
  getToken?: GetToken;
  /** Storage that the tabs of the site share. */
  storage?: ChatStorage;
  /** Storage of this tab alone: remembers which transport works. */
  session?: ChatStorage;
  /** The ways to connect, the best one first. */
  transports?: readonly TransportKind[];
  page?: Page;
  /** Random numbers from 0 to 1, which spread attempts to reconnect. */
  random?: () => number;
}
