import { toJson } from "./json";
import { storedObject, type ChatStorage } from "./storage";

/** What is needed to continue a conversation. */
export interface StoredConversation {
  id: string;
  key: string;
  /** Whether it belongs to an account. */
  signedIn: boolean;
}

/** The conversation with one desk, and how far it was read, shared by the tabs of a site. */
export class ConversationStore {
  readonly #storage: ChatStorage;
  readonly #conversationKey: string;
  readonly #readKey: string;

  constructor(storage: ChatStorage, server: string) {
    this.#storage = storage;
    this.#conversationKey = `${server}.conversation`;
    this.#readKey = `${server}.read`;
  }

  get conversation(): StoredConversation | null {
    const found = storedObject(this.#storage, this.#conversationKey);
    if (typeof found?.id !== "string" || typeof found.key !== "string") {
      return null;
    }
    return { id: found.id, key: found.key, signedIn: found.signedIn === true };
  }

  save(conversation: StoredConversation): void {
    this.#storage.set(this.#conversationKey, toJson(conversation));
  }

  /** Remove the conversation, unless another tab has replaced it. */
  forget(id: string): void {
    if (this.conversation?.id === id) {
      this.#storage.remove(this.#conversationKey);
      this.#storage.remove(this.#readKey);
    }
  }

  /** Return the seq up to which a conversation was read, or null if unknown. */
  readUpTo(id: string): number | null {
    const found = storedObject(this.#storage, this.#readKey);
    return found?.id === id && typeof found.seq === "number" ? found.seq : null;
  }

  saveRead(id: string, seq: number): void {
    this.#storage.set(this.#readKey, toJson({ id, seq }));
  }

  /** Listen for changes by other tabs. Return a function that stops listening. */
  watch(changed: { conversation(): void; read(): void }): () => void {
    return this.#storage.watch((key) => {
      if (key === this.#conversationKey) {
        changed.conversation();
      } else if (key === this.#readKey) {
        changed.read();
      }
    });
  }
}
