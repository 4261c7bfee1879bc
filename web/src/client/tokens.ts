export type GetToken = () => Promise<string | null>;

const FIRST_PAUSE_MS = 10_000;
const LONGEST_PAUSE_MS = 5 * 60_000;

/** Holds the host page's token, and asks the page for a new one when it has expired. */
export class Tokens {
  readonly #getToken: GetToken | undefined;
  readonly #brought: (token: string) => void;
  #current: string | null;
  #needed = false;
  #askedAt = -Infinity;
  #pause = FIRST_PAUSE_MS;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `brought` is called with each new token that `getToken` returns. */
  constructor(
    current: string | null,
    getToken: GetToken | undefined,
    brought: (token: string) => void,
  ) {
    this.#current = current;
    this.#getToken = getToken;
    this.#brought = brought;
  }

  get current(): string | null {
    return this.#current;
  }

  set(token: string | null): void {
    this.#current = token;
    this.stop();
  }

  /** Ask the page for a token, now or as soon as it may be asked again, until it brings a new
   * one. */
  need(): void {
    if (this.#needed || this.#getToken === undefined) {
      return;
    }
    this.#needed = true;
    const wait = this.#askedAt + FIRST_PAUSE_MS - Date.now();
    if (wait > 0) {
      this.#timer = setTimeout(() => void this.#ask(), wait);
    } else {
      void this.#ask();
    }
  }

  /** The desk accepted the current token. */
  accepted(): void {
    this.stop();
    this.#pause = FIRST_PAUSE_MS;
  }

  stop(): void {
    this.#needed = false;
    clearTimeout(this.#timer);
  }

  async #ask(): Promise<void> {
    this.#askedAt = Date.now();
    const before = this.#current;
    const token = await this.#given();
    if (!this.#needed || before !== this.#current) {
      return; // The page brought one by itself, or none is needed any more.
    }
    if (token !== null && token !== before) {
      this.#needed = false;
      this.#brought(token);
      return;
    }
    const wait = this.#pause;
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE_MS);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#ask(), wait);
  }

  /** Return the page's token, or null. The function is not ours: the chat goes on whatever it
   * throws. */
  async #given(): Promise<string | null> {
    try {
      return (await this.#getToken?.()) || null;
    } catch {
      return null;
    }
  }
}
