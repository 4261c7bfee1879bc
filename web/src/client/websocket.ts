/** Speaks to the desk over a WebSocket, with one frame in each text message. */

import { toJson } from "./json";
import type { ClientFrame, HelloFrame } from "./protocol";
import { endpoint, readFrame } from "./transport";
import type { Transport, TransportKind, TransportListener } from "./transport";

const PING_MS = 25_000;
const LONGEST_PONG_MS = 10_000;

export const webSocketTransport: TransportKind = {
  name: "websocket",
  make: (server, hello, listener) => new WebSocketTransport(server, hello, listener),
};

class WebSocketTransport implements Transport {
  readonly #url: URL;
  readonly #hello: () => HelloFrame;
  readonly #listener: TransportListener;
  #socket: WebSocket | null = null;
  #closed = false;
  #pinging: ReturnType<typeof setInterval> | undefined;
  #pong: ReturnType<typeof setTimeout> | undefined;

  constructor(server: string, hello: () => HelloFrame, listener: TransportListener) {
    this.#url = endpoint(server, "chat/ws");
    this.#url.protocol = this.#url.protocol === "http:" ? "ws:" : "wss:";
    this.#hello = hello;
    this.#listener = listener;
  }

  open(): void {
    let socket: WebSocket;
    try {
      socket = new WebSocket(this.#url);
    } catch {
      // Not allowed here at all (mixed content): reported later, as every other failure is.
      queueMicrotask(() => this.#lost());
      return;
    }
    this.#socket = socket;
    socket.onopen = () => {
      this.greet();
      this.#pinging = setInterval(() => this.probe(), PING_MS);
    };
    socket.onmessage = (event) => this.#heard(event.data);
    socket.onclose = () => this.#lost();
  }

  greet(): void {
    this.send(this.#hello());
  }

  send(frame: ClientFrame): void {
    if (this.#socket?.readyState === WebSocket.OPEN) {
      this.#socket.send(toJson(frame));
    }
  }

  probe(): void {
    if (this.#pong === undefined && this.#socket?.readyState === WebSocket.OPEN) {
      this.send({ type: "ping" });
      this.#pong = setTimeout(() => this.#lost(), LONGEST_PONG_MS);
    }
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#pinging);
    clearTimeout(this.#pong);
    if (this.#socket !== null) {
      this.#socket.onopen = this.#socket.onmessage = this.#socket.onclose = null;
      this.#socket.close();
      this.#socket = null;
    }
  }

  #heard(data: unknown): void {
    // Any message shows that the connection is alive.
    clearTimeout(this.#pong);
    this.#pong = undefined;
    const frame = typeof data === "string" ? readFrame(data) : null;
    if (frame !== null && frame.type !== "pong") {
      this.#listener.frame(frame);
    }
  }

  #lost(): void {
    if (!this.#closed) {
      this.close();
      this.#listener.closed();
    }
  }
}
