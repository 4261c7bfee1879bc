import type { ChatEvents, Emit } from "../widget/contract";

type Listener<Name extends keyof ChatEvents> = (detail: ChatEvents[Name]) => void;

/** The page's listeners. An error thrown by one shows in the page's console and affects no other. */
export class Emitter {
  readonly #listeners = new Map<keyof ChatEvents, Set<Listener<never>>>();
  #ready = false;

  readonly on = <Name extends keyof ChatEvents>(
    name: Name,
    listener: Listener<Name>,
  ): (() => void) => {
    const all = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, all);
    all.add(listener);
    if (name === "ready" && this.#ready) {
      call(listener as Listener<"ready">, undefined);
    }
    return () => void all.delete(listener);
  };

  readonly emit: Emit = (name, detail) => {
    this.#ready ||= name === "ready";
    for (const listener of [...(this.#listeners.get(name) ?? [])]) {
      call(listener as Listener<typeof name>, detail);
    }
  };
}

function call<Detail>(listener: (detail: Detail) => void, detail: Detail): void {
  try {
    listener(detail);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
