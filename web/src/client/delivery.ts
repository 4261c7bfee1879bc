/** Sends the outbox: each message once the one before it was acknowledged. */

import type { Outbox, Waiting } from "./outbox";
import type { ClientFrame, ErrorCode, ErrorFrame } from "./protocol";

const LONGEST_ACK_MS = 20_000;
const DEFAULT_WAIT_SECONDS = 5;
/** Errors that are no fault of the message: it is sent again after a while. */
const PASSING: readonly ErrorCode[] = ["too_fast", "unavailable"];

export class Delivery {
  readonly #outbox: Outbox;
  readonly #send: (frame: ClientFrame) => void;
  #open = false;
  #inFlight: string | null = null;
  #ackTimer: ReturnType<typeof setTimeout> | undefined;
  #waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(outbox: Outbox, send: (frame: ClientFrame) => void) {
    this.#outbox = outbox;
    this.#send = send;
  }

  open(): void {
    this.#open = true;
    this.next();
  }

  /** Stop sending. A message under way is sent again after `open`. */
  pause(): void {
    this.#open = false;
    this.#landed();
  }

  next(): void {
    if (!this.#open || this.#inFlight !== null || this.#waiting !== undefined) {
      return;
    }
    const entry = this.#outbox.entries.find(({ failure }) => failure === undefined);
    if (entry !== undefined) {
      this.#inFlight = entry.id;
      this.#ackTimer = setTimeout(() => this.#again(), LONGEST_ACK_MS);
      this.#send(sendFrame(entry));
    }
  }

  /** The desk has stored the message. Return its entry of the outbox, if there was one. */
  stored(id: string): Waiting | undefined {
    const entry = this.#outbox.take(id);
    if (id === this.#inFlight) {
      this.#again();
    }
    return entry;
  }

  /** The desk refused a message. An error without an id is about the one under way. */
  refused({ code, id = this.#inFlight ?? undefined, retry_after }: ErrorFrame): void {
    if (id === undefined) {
      return;
    }
    if (PASSING.includes(code)) {
      this.#wait(retry_after ?? DEFAULT_WAIT_SECONDS);
    } else {
      this.#outbox.fail(id, code);
    }
    if (id === this.#inFlight) {
      this.#again();
    }
  }

  #wait(seconds: number): void {
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => {
      this.#waiting = undefined;
      this.next();
    }, seconds * 1000);
  }

  #again(): void {
    this.#landed();
    this.next();
  }

  #landed(): void {
    clearTimeout(this.#ackTimer);
    this.#inFlight = null;
  }
}

function sendFrame({ id, text, payload }: Waiting): ClientFrame {
  return payload === undefined ? { type: "send", id, text } : { type: "send", id, payload };
}
