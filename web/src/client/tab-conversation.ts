/** Which conversation this tab is in, in step with the site's other tabs. */

import type { ConversationStore, StoredConversation } from "./conversation-store";

export class TabConversation {
  readonly #store: ConversationStore;
  #current: StoredConversation | null;
  /** Where this tab was before it followed another one. */
  #left: StoredConversation | null = null;
  /** On its own: another tab is signed in as somebody else, so they can't share one. */
  #apart = false;

  constructor(store: ConversationStore) {
    this.#store = store;
    this.#current = store.conversation;
  }

  get current(): StoredConversation | null {
    return this.#current;
  }

  /** A new one began here. False where another tab began one meanwhile: that one is current now.
   * `wanted`: the user asked for it, so that the other tabs follow. */
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

  /** It belongs to an account by now, or not. */
  belongs(signedIn: boolean): void {
    if (this.#current !== null && this.#current.signedIn !== signedIn) {
      this.#current = { ...this.#current, signedIn };
      this.#save();
    }
  }

  /** Another tab changed what is kept. True where this tab goes along. */
  follow(): boolean {
    const other = this.#store.conversation;
    if (this.#apart || other === null || other.id === this.#current?.id) {
      return false;
    }
    if (this.#current?.signedIn && !other.signedIn) {
      // The user signed out there. Going along with a token would make theirs an account's.
      this.#apart = true;
      return false;
    }
    this.#left = this.#current;
    this.#current = other;
    return true;
  }

  /** The desk gives it to another account only. True where there is one to go back to. */
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

  /** The next hello begins a new one, or continues what another tab has begun since. */
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
