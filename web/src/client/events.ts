/** Speaks to the desk by a streamed response and POSTs, for networks that block WebSockets. */

import { EventStreamReader } from "./event-stream";
import { toJson } from "./json";
import type { ClientFrame, HelloFrame, ServerFrame } from "./protocol";
import { endpoint, isFrame, readFrame } from "./transport";
import type { Transport, TransportKind, TransportListener } from "./transport";

/** The desk writes at least a comment every 15 s. */
const LONGEST_SILENCE_MS = 40_000;
const LONGEST_POST_MS = 20_000;

export const eventsTransport: TransportKind = {
  name: "events",
  make: (server, hello, listener) => new EventsTransport(server, hello, listener),
};

class EventsTransport implements Transport {
  readonly #server: string;
  readonly #hello: () => HelloFrame;
  readonly #listener: TransportListener;
  #stream = new AbortController();
  readonly #posts = new AbortController();
  #lastPost: Promise<void> = Promise.resolve();
  #silence: ReturnType<typeof setTimeout> | undefined;

  constructor(server: string, hello: () => HelloFrame, listener: TransportListener) {
    this.#server = server;
    this.#hello = hello;
    this.#listener = listener;
  }

  open(): void {
    this.#stream.abort();
    const stream = new AbortController();
    this.#stream = stream;
    this.#watchSilence();
    void this.#read(stream.signal)
      .catch(() => undefined)
      .then(() => {
        if (!stream.signal.aborted) {
          this.#lost();
        }
      });
  }

  greet(): void {
    this.open();
  }

  /** Posts are made one after the other, which preserves their order. */
  send(frame: ClientFrame): void {
    if (frame.type === "token") {
      // Every POST carries the current token anyway; only the stream has to be told.
      this.greet();
    } else if (frame.type === "typing") {
      // Outside the queue: no message waits for it, and a failure does not matter.
      const answered = this.#fetch("chat/frames", this.#envelope(frame), this.#posts.signal);
      answered.then((response) => response.text()).catch(() => undefined);
    } else if (frame.type !== "ping" && frame.type !== "hello") {
      this.#lastPost = this.#lastPost.then(() => this.#post(frame)).catch(() => this.#lost());
    }
  }

  probe(): void {
    // There is no ping: the watch over silence suffices.
  }

  close(): void {
    clearTimeout(this.#silence);
    this.#stream.abort();
    this.#posts.abort();
  }

  async #read(signal: AbortSignal): Promise<void> {
    const response = await this.#fetch("chat/stream", this.#hello(), signal);
    if (!response.ok || response.body === null) {
      const frame: unknown = await response.json();
      if (!signal.aborted && isFrame(frame)) {
        this.#listener.frame(frame);
      }
      return;
    }
    const reader = response.body.getReader();
    const decoder = new TextDecoder();
    const events = new EventStreamReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        return;
      }
      this.#watchSilence();
      for (const data of events.read(decoder.decode(value, { stream: true }))) {
        const frame = readFrame(data);
        if (signal.aborted) {
          return;
        }
        if (frame !== null) {
          this.#listener.frame(frame);
        }
      }
    }
  }

  async #post(frame: ClientFrame): Promise<void> {
    const signal = this.#posts.signal;
    if (signal.aborted) {
      return;
    }
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), LONGEST_POST_MS);
    signal.addEventListener("abort", () => late.abort(), { once: true });
    let answered: unknown;
    try {
      const response = await this.#fetch("chat/frames", this.#envelope(frame), late.signal);
      answered = await response.json();
    } finally {
      clearTimeout(timer);
    }
    const frames = framesOf(answered);
    if (frames === null) {
      throw new TypeError("The desk answered with something else than frames.");
    }
    for (const answer of frames) {
      if (!signal.aborted) {
        this.#listener.frame(about(frame, answer));
      }
    }
    const isFollowed = frame.type === "new" || frame.type === "delete";
    if (isFollowed && frames.some((answer) => answer.type === "welcome")) {
      // The stream still belongs to the old conversation.
      this.greet();
    }
  }

  #envelope(frame: ClientFrame): object {
    // `after` concerns only the stream.
    const { after: _, ...hello } = this.#hello();
    return { hello, frame };
  }

  #fetch(path: string, body: object, signal: AbortSignal): Promise<Response> {
    return fetch(endpoint(this.#server, path), {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: toJson(body),
      cache: "no-store",
      credentials: "omit",
      signal,
    });
  }

  #watchSilence(): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#lost(), LONGEST_SILENCE_MS);
  }

  #lost(): void {
    if (!this.#posts.signal.aborted) {
      this.close();
      this.#listener.closed();
    }
  }
}

/** Return the `frames` of an answer to a POST, or the error frame that is its whole body; null if
 * it is neither. */
function framesOf(answered: unknown): ServerFrame[] | null {
  if (isFrame(answered)) {
    return [answered];
  }
  if (typeof answered === "object" && answered !== null && "frames" in answered) {
    return Array.isArray(answered.frames) ? answered.frames.filter(isFrame) : null;
  }
  return null;
}

/** Name the message in an error about the envelope that carried it. */
function about(frame: ClientFrame, answer: ServerFrame): ServerFrame {
  return frame.type === "send" && answer.type === "error" && answer.id === undefined
    ? { ...answer, id: frame.id }
    : answer;
}
