/** Live events of the desk over a WebSocket, which is opened again when it is cut. */

import { Backoff } from "../client/backoff";
import type { ConsoleFrame, DeskEvent } from "./contract";

const PING_MS = 25_000;
const LONGEST_PONG_MS = 10_000;
/** After a connection that lasted this long, the first attempt to reconnect is made soon. */
const STEADY_MS = 10_000;

/** The part of WebSocket that is used. */
export interface Socket {
  onopen: ((event: Event) => void) | null;
  onmessage: ((event: MessageEvent) => void) | null;
  onclose: ((event: CloseEvent) => void) | null;
  send(data: string): void;
  close(): void;
}

interface EventsListener {
  event(event: DeskEvent): void;
  /** The connection is open. Lists loaded before this must be loaded again. */
  connected(): void;
  lost(): void;
}

export class Events {
  readonly #open: () => Socket;
  readonly #listener: EventsListener;
  readonly #backoff: Backoff;
  #socket: Socket | null = null;
  #openedAt: number | null = null;
  #watched: string | null = null;
  #pinging: ReturnType<typeof setInterval> | undefined;
  #pong: ReturnType<typeof setTimeout> | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #running = false;

  constructor(open: () => Socket, listener: EventsListener, random?: () => number) {
    this.#open = open;
    this.#listener = listener;
    this.#backoff = new Backoff(random);
  }

  start(): void {
    if (this.#running) {
      return;
    }
    this.#running = true;
    this.#connect();
  }

  stop(): void {
    this.#running = false;
    this.#drop();
  }

  /** Ask for the messages, notes and typing of this conversation too. */
  watch(conversation: string | null): void {
    this.#watched = conversation;
    this.#send({ type: "watch", conversation });
  }

  /** The network or the visitor is back: reconnect at once. */
  wake(): void {
    if (this.#socket !== null) {
      this.#ping();
    } else if (this.#running) {
      this.#backoff.reset();
      this.#connect();
    }
  }

  #connect(): void {
    clearTimeout(this.#retry);
    let socket: Socket;
    try {
      socket = this.#open();
    } catch {
      this.#lost();
      return;
    }
    this.#socket = socket;
    socket.onopen = () => {
      this.#openedAt = Date.now();
      this.#pinging = setInterval(() => this.#ping(), PING_MS);
      this.#send({ type: "watch", conversation: this.#watched });
      this.#listener.connected();
    };
    socket.onmessage = ({ data }) => this.#heard(data);
    socket.onclose = () => this.#lost();
  }

  #ping(): void {
    if (this.#openedAt === null || this.#pong !== undefined) {
      return;
    }
    this.#send({ type: "ping" });
    this.#pong = setTimeout(() => this.#lost(), LONGEST_PONG_MS);
  }

  #send(frame: ConsoleFrame): void {
    if (this.#openedAt !== null) {
      this.#socket?.send(JSON.stringify(frame));
    }
  }

  #heard(data: unknown): void {
    // Any message shows that the connection is alive.
    clearTimeout(this.#pong);
    this.#pong = undefined;
    const event = read(data);
    if (event !== null && event.type !== "pong") {
      this.#listener.event(event);
    }
  }

  #lost(): void {
    if (this.#openedAt !== null && Date.now() - this.#openedAt >= STEADY_MS) {
      this.#backoff.reset();
    }
    this.#drop();
    if (!this.#running) {
      return;
    }
    this.#retry = setTimeout(() => this.#connect(), this.#backoff.next());
    this.#listener.lost();
  }

  #drop(): void {
    clearInterval(this.#pinging);
    clearTimeout(this.#pong);
    clearTimeout(this.#retry);
    this.#pong = undefined;
    this.#openedAt = null;
    if (this.#socket !== null) {
      this.#socket.onopen = this.#socket.onmessage = this.#socket.onclose = null;
      this.#socket.close();
      this.#socket = null;
    }
  }
}

function read(data: unknown): DeskEvent | null {
  if (typeof data !== "string") {
    return null;
  }
  try {
    return JSON.parse(data) as DeskEvent;
  } catch {
    return null;
  }
}
