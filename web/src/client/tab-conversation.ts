/** The conversation that this tab is in, coordinated with the site's other tabs. */

import type { ConversationStore, StoredConversation } from "./conversation-store";

export class TabConversation {
  readonly #store: ConversationStore;
  #current: StoredConversation | null;
  /** The conversation this tab was in before it followed another tab. */
  #left: StoredConversation | null = null;
  /** Another tab is signed in as somebody else, so this one no longer shares its conversation. */
  #apart = false;

  constructor(store: ConversationStore) {
    this.#store = store;
    this.#current = store.conversation;
  }

  get current(): StoredConversation | null {
    return this.#current;
  }

  /** A new conversation began here. Return false if another tab began one meanwhile, which is then
   * the current one. `wanted`: the visitor asked for it, so the other tabs follow. */
  began(conversation: StoredConversation, wanted: boolean): boolean {
    const other = this.#store.conversation;
    const elsewhere = other !== null && other.id !== this.#current?.id;
    if (elsewhere && !wanted && !this.#apart) {
      this.#current = other;
      return false;
    }
    this.#apart &&= !wanted;
    this.#left = null;
    this.#current = conversation;
    this.#save();
    return true;
  }

  /** The visitor chose another conversation of the account; the other tabs follow. */
  goTo(conversation: StoredConversation): void {
    this.#left = null;
    this.#current = conversation;
    this.#save();
  }

  /** Record whether the conversation belongs to an account. */
  belongs(signedIn: boolean): void {
    if (this.#current !== null && this.#current.signedIn !== signedIn) {
      this.#current = { ...this.#current, signedIn };
      this.#save();
    }
  }

  /** Another tab changed the stored conversation. Return whether this tab follows it there. */
  follow(): boolean {
    const other = this.#store.conversation;
    if (this.#apart || other === null || other.id === this.#current?.id) {
      return false;
    }
    if (this.#current?.signedIn && !other.signedIn) {
      // The visitor signed out there. Following with a token would give it to an account.
      this.#apart = true;
      return false;
    }
    this.#left = this.#current;
    this.#current = other;
    return true;
  }

  /** The desk opens this conversation only for another account. Return whether there is one to go
   * back to. */
  isAnothers(): boolean {
    const left = this.#left;
    this.#left = null;
    if (left !== null) {
      this.#apart = true;
      this.#current = left;
      return true;
    }
    this.forget();
    return false;
  }

  /** Leave the conversation: the next hello begins a new one, or continues one begun by another
   * tab. */
  forget(): void {
    if (this.#current !== null && !this.#apart) {
      this.#store.forget(this.#current.id);
    }
    this.#left = null;
    this.#current = null;
  }

  #save(): void {
    if (this.#current !== null && !this.#apart) {
      this.#store.save(this.#current);
    }
  }
}
