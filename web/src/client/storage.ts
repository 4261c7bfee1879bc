/** Storage for what must outlive the page. Never throws. */
export interface ChatStorage {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
  keys(): string[];
  /** Call the listener with each key that another tab changes. Return a function that stops it. */
  watch(listener: (key: string) => void): () => void;
}

const PREFIX = "beian-chat.";

/** The browser's storage that the tabs of a site share. */
export function localChatStorage(): ChatStorage {
  return new BrowserStorage(() => localStorage);
}

/** The browser's storage of this tab alone. */
export function sessionChatStorage(): ChatStorage {
  return new BrowserStorage(() => sessionStorage);
}

/** Falls back to memory, because a browser's storage may be full or blocked, even for reading. */
export class BrowserStorage implements ChatStorage {
  readonly #area: () => Storage;
  readonly #inMemory = new Map<string, string>();

  constructor(area: () => Storage) {
    this.#area = area;
  }

  get(key: string): string | null {
    return this.#inMemory.get(key) ?? this.#tried((area) => area.getItem(PREFIX + key)) ?? null;
  }

  set(key: string, value: string): void {
    const taken = this.#tried((area) => {
      area.setItem(PREFIX + key, value);
      return true;
    });
    if (taken) {
      this.#inMemory.delete(key);
    } else {
      // The stored value is out of date, and another tab must not rely on it.
      this.#tried((area) => area.removeItem(PREFIX + key));
      this.#inMemory.set(key, value);
    }
  }

  remove(key: string): void {
    this.#inMemory.delete(key);
    this.#tried((area) => area.removeItem(PREFIX + key));
  }

  keys(): string[] {
    const stored = this.#tried((area) =>
      [...Array(area.length).keys()].map((index) => area.key(index) ?? ""),
    );
    const ours = (stored ?? [])
      .filter((key) => key.startsWith(PREFIX))
      .map((key) => key.slice(PREFIX.length));
    return [...new Set([...this.#inMemory.keys(), ...ours])];
  }

  watch(listener: (key: string) => void): () => void {
    if (typeof window === "undefined") {
      return () => undefined;
    }
    const heard = (event: StorageEvent): void => {
      const ours = this.#tried((area) => area === event.storageArea);
      if (ours && event.key?.startsWith(PREFIX)) {
        listener(event.key.slice(PREFIX.length));
      }
    };
    window.addEventListener("storage", heard);
    return () => window.removeEventListener("storage", heard);
  }

  #tried<T>(action: (area: Storage) => T): T | undefined {
    try {
      return action(this.#area());
    } catch {
      return undefined;
    }
  }
}

/** Return the JSON object stored under a key, or null if there is none that can be read. */
export function storedObject(storage: ChatStorage, key: string): Record<string, unknown> | null {
  const text = storage.get(key);
  if (text === null) {
    return null;
  }
  try {
    const found: unknown = JSON.parse(text);
    return typeof found === "object" && found !== null ? (found as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
