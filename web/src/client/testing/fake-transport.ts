import type { Transport, TransportKind, TransportListener, TransportName } from "../transport";
import type { ClientFrame, HelloFrame } from "../protocol";
import type { FakeDesk, FakeSession } from "./fake-desk";

/** A transport to the fake desk that can be cut and blocked. Frames take a turn of the event
 * loop. */
export class FakeTransportKind implements TransportKind {
  readonly name: TransportName;
  /** Connections can't be made. */
  blocked = false;
  /** How many were tried. */
  tries = 0;
  probes = 0;
  readonly #desk: FakeDesk;
  readonly #open = new Set<FakeTransport>();

  constructor(desk: FakeDesk, name: TransportName = "websocket") {
    this.#desk = desk;
    this.name = name;
  }

  make(_server: string, hello: () => HelloFrame, listener: TransportListener): Transport {
    const transport = new FakeTransport(this, this.#desk, hello, listener);
    this.#open.add(transport);
    return transport;
  }

  /** All connections break. */
  cut(): void {
    [...this.#open].forEach((transport) => transport.break());
    this.#open.clear();
  }
}

class FakeTransport implements Transport {
  readonly #kind: FakeTransportKind;
  readonly #hello: () => HelloFrame;
  readonly #listener: TransportListener;
  readonly #session: FakeSession;
  #closed = false;

  constructor(
    kind: FakeTransportKind,
    desk: FakeDesk,
    hello: () => HelloFrame,
    listener: TransportListener,
  ) {
    this.#kind = kind;
    this.#hello = hello;
    this.#listener = listener;
    this.#session = desk.connect((frame) => this.#later(() => listener.frame(frame)));
  }

  open(): void {
    this.#kind.tries += 1;
    if (this.#kind.blocked) {
      this.#later(() => this.break());
    } else {
      this.greet();
    }
  }

  greet(): void {
    this.send(this.#hello());
  }

  send(frame: ClientFrame): void {
    const sent: unknown = JSON.parse(JSON.stringify(frame));
    this.#later(() => this.#session.receive(sent));
  }

  probe(): void {
    this.#kind.probes += 1;
  }

  close(): void {
    this.#closed = true;
    this.#session.leave();
  }

  break(): void {
    if (!this.#closed) {
      this.close();
      this.#listener.closed();
    }
  }

  #later(action: () => void): void {
    queueMicrotask(() => {
      if (!this.#closed) {
        action();
      }
    });
  }
}
