import type { ChatEvents, Emit } from "../widget/contract";

type Listener<Name extends keyof ChatEvents> = (detail: ChatEvents[Name]) => void;

/** The page's listeners. */
export interface Emitter {
  /** Return a function that ends it. */
  readonly on: <Name extends keyof ChatEvents>(name: Name, listener: Listener<Name>) => () => void;
  readonly emit: Emit;
  /** Return whether an event has a listener. */
  readonly hears: (name: keyof ChatEvents) => boolean;
}

/** An error thrown by a listener shows in the page's console and affects no other. */
export function newEmitter(): Emitter {
  // No Map: pages have classes of that name.
  let listeners: { name: keyof ChatEvents; listener: Listener<never> }[] = [];
  let ready = false;

  return {
    on(name, listener) {
      if (!listeners.some((one) => one.name === name && one.listener === listener)) {
        listeners.push({ name, listener });
      }
      if (name === "ready" && ready) {
        call(listener as Listener<"ready">, undefined);
      }
      return () => {
        listeners = listeners.filter((one) => one.name !== name || one.listener !== listener);
      };
    },
    hears: (name) => listeners.some((one) => one.name === name),
    emit(name, detail) {
      ready ||= name === "ready";
      for (const one of [...listeners]) {
        if (one.name === name) {
          call(one.listener as Listener<typeof name>, detail);
        }
      }
    },
  };
}

function call<Detail>(listener: (detail: Detail) => void, detail: Detail): void {
  try {
    listener(detail);
  } catch (error) {
    setTimeout(() => {
      throw error;
    });
  }
}
