/** Messages of the user that the desk has not acknowledged, kept until it does.
 *
 * Each tab keeps its own queue under a key of its own, with the time when it was last seen alive.
 * A tab that starts, and now and then later, adopts the queues of tabs that are gone: left ones
 * at once, crashed ones when their time is too old. Two tabs may adopt one queue at once, or that
 * of a tab which only slept: then both send it, and the desk stores each id once.
 */

import { toJson } from "./json";
import { newMessageId } from "./message-id";
import type { Page } from "./page";
import type { ErrorCode } from "./protocol";
import { storedObject, type ChatStorage } from "./storage";

/** Browsers run the timers of a hidden page at least once a minute. */
const GONE_AFTER_MS = 150_000;
const BEAT_MS = 15_000;
const LEFT = 0;

export interface Waiting {
  id: string;
  /** What is shown: the text typed, or the title of the button pressed. */
  text: string;
  payload?: string;
  at: string;
  failure?: ErrorCode;
}

/** The conversation it was written for. */
interface Addressee {
  id: string | null;
  signedIn: boolean;
}

export class Outbox {
  readonly #storage: ChatStorage;
  readonly #prefix: string;
  readonly #key: string;
  readonly #page: Page;
  readonly #changed: () => void;
  #entries: readonly Waiting[] = [];
  #addressee: Addressee = { id: null, signedIn: false };
  #beating: ReturnType<typeof setInterval> | undefined;
  #leavePage: (() => void) | undefined;

  /** `changed` is called after queues were adopted. */
  constructor(storage: ChatStorage, server: string, page: Page, changed: () => void) {
    this.#storage = storage;
    this.#prefix = `${server}.outbox.`;
    this.#key = this.#prefix + newMessageId();
    this.#page = page;
    this.#changed = changed;
  }

  get entries(): readonly Waiting[] {
    return this.#entries;
  }

  start(): void {
    if (this.#beating !== undefined) {
      return;
    }
    this.#save(Date.now());
    this.#adopt();
    this.#beating = setInterval(() => {
      this.#save(Date.now());
      this.#adopt();
    }, BEAT_MS);
    this.#leavePage = this.#page.on((event) => {
      if (event === "left") {
        this.#save(LEFT);
      } else if (event === "returned") {
        this.#save(Date.now());
      }
    });
  }

  stop(): void {
    clearInterval(this.#beating);
    this.#beating = undefined;
    this.#leavePage?.();
    this.#save(LEFT);
  }

  /** Address the queue to this conversation. A button offered in another conversation means nothing
   * here, so its title is sent as text. */
  address(addressee: Addressee): void {
    const moved = this.#addressee.id !== null && this.#addressee.id !== addressee.id;
    this.#addressee = addressee;
    this.#put(moved ? this.#entries.map(asText) : this.#entries);
  }

  add(entry: Waiting): void {
    this.#put([...this.#entries, entry]);
  }

  has(id: string): boolean {
    return this.#entries.some((entry) => entry.id === id);
  }

  take(id: string): Waiting | undefined {
    const entry = this.#entries.find((other) => other.id === id);
    if (entry !== undefined) {
      this.#put(this.#entries.filter((other) => other !== entry));
    }
    return entry;
  }

  fail(id: string, failure: ErrorCode): void {
    this.#put(this.#entries.map((entry) => (entry.id === id ? { ...entry, failure } : entry)));
  }

  /** Queue a failed message again. */
  mend(id: string): void {
    this.#put(this.#entries.map((entry) => (entry.id === id ? withoutFailure(entry) : entry)));
  }

  clear(): void {
    this.#put([]);
  }

  #put(entries: readonly Waiting[]): void {
    this.#entries = entries;
    this.#save(Date.now());
  }

  #save(seen: number): void {
    if (this.#entries.length === 0) {
      this.#storage.remove(this.#key);
    } else {
      const record = { seen, ...this.#addressee, entries: this.#entries };
      this.#storage.set(this.#key, toJson(record));
    }
  }

  #adopt(): void {
    const gone = this.#storage
      .keys()
      .filter((key) => key.startsWith(this.#prefix) && key !== this.#key)
      .filter((key) => this.#isGone(key));
    const adopted = gone
      .flatMap((key) => this.#queueAt(key))
      .filter((entry) => !this.has(entry.id))
      .sort((one, other) => (one.at < other.at ? -1 : 1));
    if (adopted.length > 0) {
      this.#put([...adopted, ...this.#entries]);
      this.#changed();
    }
    // Last, so that nothing is lost if this tab closes halfway.
    gone.forEach((key) => this.#storage.remove(key));
  }

  #isGone(key: string): boolean {
    const seen = storedObject(this.#storage, key)?.seen;
    return typeof seen !== "number" || Date.now() - seen > GONE_AFTER_MS;
  }

  /** Adopt what another tab left. Messages written in an account's conversation are sent nowhere
   * else. */
  #queueAt(key: string): Waiting[] {
    const record = storedObject(this.#storage, key);
    const entries = Array.isArray(record?.entries) ? record.entries.filter(isWaiting) : [];
    if (record?.id === this.#addressee.id) {
      return entries;
    }
    if (record?.signedIn === true) {
      return [];
    }
    return record?.id === null ? entries : entries.map(asText);
  }
}

function asText({ payload: _, ...entry }: Waiting): Waiting {
  return entry;
}

function withoutFailure({ failure: _, ...entry }: Waiting): Waiting {
  return entry;
}

function isWaiting(found: unknown): found is Waiting {
  const entry = found as Partial<Waiting> | null;
  return (
    typeof entry?.id === "string" && typeof entry.text === "string" && typeof entry.at === "string"
  );
}
