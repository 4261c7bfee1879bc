/** Keeps a connection to the desk, and reconnects when it is cut. */

import { Backoff } from "./backoff";
import type { Page, PageEvent } from "./page";
import type { ClientFrame, HelloFrame, ServerFrame } from "./protocol";
import type { Phase } from "./state";
import type { Transport, TransportName } from "./transport";
import type { TransportChoice } from "./transport-choice";

const LONGEST_WELCOME_MS = 10_000;
/** After a connection that lasted this long, the first attempt to reconnect is made soon. */
const STEADY_MS = 10_000;

interface ConnectionListener {
  frame(frame: ServerFrame): void;
  phase(phase: Phase, transport: TransportName | null): void;
  /** The connection is gone: what was not answered yet never will be. */
  cut(): void;
}

interface ConnectionParts {
  server: string;
  hello: () => HelloFrame;
  choice: TransportChoice;
  page: Page;
  random: () => number;
}

export class Connection {
  readonly #parts: ConnectionParts;
  readonly #listener: ConnectionListener;
  readonly #backoff: Backoff;
  #transport: Transport | null = null;
  #heardFrame = false;
  #welcomedAt: number | null = null;
  #welcomeTimer: ReturnType<typeof setTimeout> | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  /** The desk asked not to be tried before this time, in ms since 1970. */
  #notBefore = 0;
  #leavePage: (() => void) | null = null;

  constructor(parts: ConnectionParts, listener: ConnectionListener) {
    this.#parts = parts;
    this.#listener = listener;
    this.#backoff = new Backoff(parts.random);
  }

  start(): void {
    if (this.#leavePage === null) {
      this.#leavePage = this.#parts.page.on((event) => this.#pageChanged(event));
      this.#setPhase(this.#parts.page.onLine() ? "connecting" : "offline");
      this.#open();
    }
  }

  stop(): void {
    this.#leavePage?.();
    this.#leavePage = null;
    this.#drop();
    this.#setPhase("idle");
  }

  /** Whether the connection waits for `greet`. */
  get isHeld(): boolean {
    return this.#leavePage !== null && this.#transport === null && this.#retry === undefined;
  }

  /** Say hello with what is known now, over this connection or, after `hold`, a new one. A hello
   * that is still unanswered is given up with its connection, so that a welcome is always the
   * answer to the last one. */
  greet(): void {
    if (this.#transport !== null && this.#welcomeTimer !== undefined) {
      this.#drop();
      this.#open();
    } else if (this.#transport !== null) {
      this.#watchWelcome();
      this.#transport.greet();
    } else if (this.isHeld) {
      this.#setPhase("connecting");
      this.#open();
    }
  }

  send(frame: ClientFrame): void {
    this.#transport?.send(frame);
  }

  /** Reconnect after the time that the desk asked for. */
  retryAfter(seconds: number | undefined): void {
    this.#drop();
    this.#setPhase("offline");
    const wait = Math.max((seconds ?? 0) * 1000, this.#backoff.next());
    this.#notBefore = Date.now() + (seconds ?? 0) * 1000;
    this.#retry = setTimeout(() => this.#open(), wait);
  }

  /** Stay disconnected until `greet`, because the desk admits nobody without a token. */
  hold(): void {
    this.#drop();
    this.#setPhase("connecting");
  }

  /** Stay disconnected for good. */
  refuse(): void {
    this.stop();
    this.#setPhase("refused");
  }

  #open(): void {
    this.#retry = undefined;
    this.#heardFrame = false;
    const { server, hello, choice } = this.#parts;
    this.#transport = choice.current.make(server, hello, {
      frame: (frame) => this.#heard(frame),
      closed: () => this.#closed(),
    });
    this.#watchWelcome();
    this.#transport.open();
  }

  #watchWelcome(): void {
    this.#stopWatching();
    this.#welcomeTimer = setTimeout(() => this.#closed(), LONGEST_WELCOME_MS);
  }

  #stopWatching(): void {
    clearTimeout(this.#welcomeTimer);
    this.#welcomeTimer = undefined;
  }

  #heard(frame: ServerFrame): void {
    this.#heardFrame = true;
    if (frame.type === "welcome") {
      this.#stopWatching();
      this.#welcomedAt ??= Date.now();
      this.#parts.choice.worked();
      this.#setPhase("online");
    } else if (frame.type === "error") {
      // An error is an answer too; the session acts on it.
      this.#stopWatching();
    }
    this.#listener.frame(frame);
  }

  #closed(): void {
    const { choice, page } = this.#parts;
    if (!this.#heardFrame && page.onLine()) {
      choice.failed();
    }
    if (this.#welcomedAt !== null && Date.now() - this.#welcomedAt >= STEADY_MS) {
      this.#backoff.reset();
    }
    this.#drop();
    this.#setPhase("offline");
    this.#retry = setTimeout(() => this.#open(), this.#backoff.next());
  }

  #drop(): void {
    this.#stopWatching();
    clearTimeout(this.#retry);
    this.#retry = undefined;
    this.#welcomedAt = null;
    if (this.#transport !== null) {
      this.#transport.close();
      this.#transport = null;
      this.#listener.cut();
    }
  }

  #pageChanged(event: PageEvent): void {
    if (event === "offline") {
      // Some systems report this wrongly, so reconnect all the same.
      if (this.#transport !== null) {
        this.#closed();
      }
    } else if (event !== "left") {
      this.#wake();
    }
  }

  /** The network or the visitor is back: reconnect at once. */
  #wake(): void {
    if (this.#transport !== null) {
      this.#transport.probe();
    } else if (this.#retry !== undefined && Date.now() >= this.#notBefore) {
      clearTimeout(this.#retry);
      this.#backoff.reset();
      this.#open();
    }
  }

  #setPhase(phase: Phase): void {
    this.#listener.phase(phase, phase === "online" ? this.#parts.choice.current.name : null);
  }
}
