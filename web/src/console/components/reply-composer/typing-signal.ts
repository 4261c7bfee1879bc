/** The longest silence, for the visitor, of an agent who goes on typing. */
const REPEAT_MS = 3_000;

/** Tells the visitor that the agent types: at most every 3 s, and when it ends. */
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
