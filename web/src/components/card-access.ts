import type { InjectionKey } from "vue";

import type { Card } from "../client/protocol";

/** What a card needs of the chat to reach what it offers at the desk. */
export interface CardAccess {
  /** The desk's address, below which the paths of a card lie. */
  readonly server: string;
  /** The visitor's token, by which the desk knows whose documents these are. */
  token(): string | null;
  /** Return a message's card with links that are signed anew, or null where the desk can't be
   * asked. */
  freshCard(message: string): Promise<Card | null>;
}

export const CARD_ACCESS: InjectionKey<CardAccess> = Symbol("card access");
