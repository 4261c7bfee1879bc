/** How often the visitor is told that the agent is still typing. */
const REPEAT_MS = 3_000;

/** Tells the visitor that the agent is typing, at most every 3 s, and when that ends. */
export class TypingSignal {
  readonly #tell: (on: boolean) => void;
  #toldAt: number | null = null;

  constructor(tell: (on: boolean) => void) {
    this.#tell = tell;
  }

  typed(text: string): void {
    if (text.trim() === "") {
      this.ended();
    } else if (this.#toldAt === null || Date.now() - this.#toldAt >= REPEAT_MS) {
      this.#toldAt = Date.now();
      this.#tell(true);
    }
  }

  ended(): void {
    if (this.#toldAt !== null) {
      this.#toldAt = null;
      this.#tell(false);
    }
  }
}
