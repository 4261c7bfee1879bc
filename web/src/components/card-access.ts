import type { InjectionKey, Ref } from "vue";

import type { Card } from "../client/protocol";

/** What a card needs of the chat to reach what it offers at the desk. */
export interface CardAccess {
  /** The desk's address, below which the paths of a card lie. */
  readonly server: string;
  /** The visitor's token, by which the desk knows whose documents these are. */
  token(): string | null;
  /** The time of the desk's clock, in ms since 1970. */
  now(): number;
  /** Return a message's card with links that are signed anew, or null where the desk can't be
   * asked. */
  freshCard(message: string): Promise<Card | null>;
  /** Whether the visitor may sign in at the site now. */
  canSignIn(): boolean;
  /** Ask the site to sign the visitor in; what this message answers is then asked again. */
  signIn(message: string): void;
  /** Tick a paper of a checklist off by hand, or no longer. Return whether the desk was told. */
  tick(checklist: string, paper: string, on: boolean): boolean;
  /** Say that a file is this paper of a checklist or, with null, not the one that it counts for.
   * Return whether the desk was told. */
  place(checklist: string, file: string, paper: string | null): boolean;
}

/** How a card hands over files to be sent; null where none can be sent now. */
export type HandFiles = ((files: File[]) => void) | null;

export const HAND_FILES: InjectionKey<Readonly<Ref<HandFiles>>> = Symbol("hand files");

export const CARD_ACCESS: InjectionKey<CardAccess> = Symbol("card access");
