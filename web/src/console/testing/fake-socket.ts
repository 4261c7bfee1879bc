import type { ConsoleFrame } from "../contract";
import type { Socket } from "../events";

interface FakeSocketDesk {
  accepts(): boolean;
  frame(frame: ConsoleFrame): void;
  closed(): void;
}

/** The browser's end of a connection. Everything takes a turn of the event loop. */
export class FakeSocket implements Socket {
  onopen: Socket["onopen"] = null;
  onmessage: Socket["onmessage"] = null;
  onclose: Socket["onclose"] = null;
  watched: string | null = null;
  #isOpen = false;
  readonly #desk: FakeSocketDesk;

  constructor(desk: FakeSocketDesk) {
    this.#desk = desk;
    queueMicrotask(() => {
      if (!desk.accepts()) {
        return this.break();
      }
      this.#isOpen = true;
      this.onopen?.(new Event("open"));
    });
  }

  send(data: string): void {
    const frame = JSON.parse(data) as ConsoleFrame;
    queueMicrotask(() => this.#desk.frame(frame));
  }

  receive(data: string): void {
    queueMicrotask(() => {
      if (this.#isOpen) {
        this.onmessage?.(new MessageEvent("message", { data }));
      }
    });
  }

  close(): void {
    this.#isOpen = false;
    this.#desk.closed();
  }

  break(): void {
    this.close();
    this.onclose?.(new CloseEvent("close"));
  }
}
