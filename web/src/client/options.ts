import type { Page } from "./page";
import type { Language } from "./protocol";
import type { ChatStorage } from "./storage";
import type { GetToken } from "./tokens";
import type { TransportKind } from "./transport";

export interface ChatClientOptions {
  /** The desk's address, with its path if it has one. */
  server: string;
  /** Of a conversation that begins; one that goes on has its own. */
  language: Language;
  /** The host page's signed token; null or left out: anonymous. */
  token?: string | null;
  /** Asked, at most once in 10 s, when the desk wants another token; null: none is to be had. */
  getToken?: GetToken;
  /** Shared by the site's tabs. */
  storage?: ChatStorage;
  /** This tab's own: remembers which transport works. */
  session?: ChatStorage;
  /** The ways to connect, the best one first. */
  transports?: readonly TransportKind[];
  page?: Page;
  /** From 0 to 1, spreads the tries to connect again. */
  random?: () => number;
}
