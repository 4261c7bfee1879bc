import type { ChatEvents, Emit } from "../widget/contract";

type Listener<Name extends keyof ChatEvents> = (detail: ChatEvents[Name]) => void;

/** The page's listeners. */
export interface Emitter {
  /** Return a function that ends it. */
  readonly on: <Name extends keyof ChatEvents>(name: Name, listener: Listener<Name>) => () => void;
  readonly emit: Emit;
}

/** An error thrown by a listener shows in the page's console and affects no other. */
export function newEmitter(): Emitter {
  const listeners = new Map<keyof ChatEvents, Set<Listener<never>>>();
  let ready = false;

  return {
    on(name, listener) {
      const all = listeners.get(name) ?? new Set();
      listeners.set(name, all);
      all.add(listener);
      if (name === "ready" && ready) {
        call(listener as Listener<"ready">, undefined);
      }
      return () => void all.delete(listener);
    },
    emit(name, detail) {
      ready ||= name === "ready";
      for (const listener of [...(listeners.get(name) ?? [])]) {
        call(listener as Listener<typeof name>, detail);
      }
    },
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
