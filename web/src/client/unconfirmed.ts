import type { ClientFrame } from "./protocol";

/** Choices of the visitor (feedback, a rating, the language) that the desk has not confirmed. They
 * are sent again over the next connection; a later choice replaces an earlier one. The page that
 * the visitor is on is never confirmed, and goes along into other conversations. */
export class Unconfirmed {
  readonly #frames = new Map<string, ClientFrame>();

  put(frame: ClientFrame): void {
    this.#frames.set(keyOf(frame.type, "message" in frame ? frame.message : ""), frame);
  }

  confirmed(type: ClientFrame["type"], message = ""): void {
    this.#frames.delete(keyOf(type, message));
  }

  get frames(): readonly ClientFrame[] {
    return [...this.#frames.values()];
  }

  clear(): void {
    this.#frames.forEach(({ type }, key) => {
      if (type !== "page") {
        this.#frames.delete(key);
      }
    });
  }
}

function keyOf(type: ClientFrame["type"], message: string): string {
  return `${type} ${message}`;
}
