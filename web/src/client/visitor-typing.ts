import type { ClientFrame } from "./protocol";

const REPEAT_MS = 3000;

/** Shows the agent that the visitor is typing. What can't be shown now is not shown later. */
export class VisitorTyping {
  readonly #send: (frame: ClientFrame) => void;
  readonly #hasReader: () => boolean;
  #on = false;
  #toldAt = -Infinity;

  /** `hasReader`: whether there is anybody to show it to. */
  constructor(send: (frame: ClientFrame) => void, hasReader: () => boolean) {
    this.#send = send;
    this.#hasReader = hasReader;
  }

  set(on: boolean): void {
    const due = on ? Date.now() - this.#toldAt >= REPEAT_MS : this.#on;
    if (!this.#hasReader()) {
      this.#on = false;
    } else if (due) {
      this.#on = on;
      this.#toldAt = on ? Date.now() : this.#toldAt;
      this.#send({ type: "typing", on });
    }
  }
}
