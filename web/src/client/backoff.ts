const FIRST_MS = 500;
const LONGEST_MS = 15_000;

/** The wait before the next attempt: it doubles each time and is randomised, so that after a
 * restart of the desk its visitors don't all come back at once. */
export class Backoff {
  #tries = 0;
  readonly #random: () => number;

  constructor(random: () => number = Math.random) {
    this.#random = random;
  }

  /** Milliseconds. */
  next(): number {
    const longest = Math.min(FIRST_MS * 2 ** this.#tries, LONGEST_MS);
    this.#tries += 1;
    return longest * (0.5 + this.#random() / 2);
  }

  reset(): void {
    this.#tries = 0;
  }
}
