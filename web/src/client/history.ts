import type { ChatMessage, ClientFrame } from "./protocol";

const LONGEST_ANSWER_MS = 10_000;

export interface HistoryPage {
  messages: readonly ChatMessage[];
  earlier: boolean;
}

interface Asked {
  before: number;
  answer(page: HistoryPage | null): void;
  timer: ReturnType<typeof setTimeout>;
}

/** Asks for older messages, a page at a time. */
export class History {
  readonly #send: (frame: ClientFrame) => void;
  #asked: Asked | null = null;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(send: (frame: ClientFrame) => void) {
    this.#send = send;
  }

  /** Return the page before a seq, or null if the connection is cut or the desk does not answer. */
  before(seq: number): Promise<HistoryPage | null> {
    const page = this.#turn.then(() => this.#ask(seq));
    this.#turn = page;
    return page;
  }

  answered(page: HistoryPage): void {
    const asked = this.#asked;
    const last = page.messages[page.messages.length - 1]?.seq;
    // A late answer to an abandoned request holds another page.
    if (asked !== null && (last === undefined || last === asked.before - 1)) {
      this.#end(asked, page);
    }
  }

  cut(): void {
    if (this.#asked !== null) {
      this.#end(this.#asked, null);
    }
  }

  #ask(before: number): Promise<HistoryPage | null> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.cut(), LONGEST_ANSWER_MS);
      this.#asked = { before, answer: resolve, timer };
      this.#send({ type: "history", before });
    });
  }

  #end(asked: Asked, page: HistoryPage | null): void {
    clearTimeout(asked.timer);
    this.#asked = null;
    asked.answer(page);
  }
}
