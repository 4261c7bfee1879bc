import { toJson } from "./json";
import { storedObject, type ChatStorage } from "./storage";
import type { TransportKind } from "./transport";

const FAILURES_TO_SWITCH = 2;
/** For this long the tab's next page starts with the transport that worked; after it, with the
 * best. */
const REMEMBERED_MS = 10 * 60_000;

/** Chooses the transport: the first kind, unless it fails twice in a row and another one works. */
export class TransportChoice {
  readonly #kinds: readonly TransportKind[];
  readonly #memory: ChatStorage;
  readonly #key: string;
  #index: number;
  #failures = 0;

  constructor(kinds: readonly TransportKind[], memory: ChatStorage, server: string) {
    this.#kinds = kinds;
    this.#memory = memory;
    this.#key = `${server}.transport`;
    this.#index = Math.max(
      0,
      kinds.findIndex((kind) => kind.name === this.#remembered()),
    );
  }

  get current(): TransportKind {
    return this.#kinds[this.#index]!;
  }

  worked(): void {
    this.#failures = 0;
    if (this.#index === 0) {
      this.#memory.remove(this.#key);
    } else {
      const record = { name: this.current.name, at: Date.now() };
      this.#memory.set(this.#key, toJson(record));
    }
  }

  /** The transport failed without bringing any frame. */
  failed(): void {
    this.#failures += 1;
    if (this.#failures >= FAILURES_TO_SWITCH) {
      this.#failures = 0;
      this.#index = (this.#index + 1) % this.#kinds.length;
    }
  }

  #remembered(): unknown {
    const record = storedObject(this.#memory, this.#key);
    const fresh = typeof record?.at === "number" && Date.now() - record.at < REMEMBERED_MS;
    return fresh ? record.name : undefined;
  }
}
