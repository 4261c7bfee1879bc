import type { ChatEvents, Identity, ToldPage } from "../widget/contract";
import type { Emitter } from "./emitter";
import { languageOf } from "./language";
import type { Launcher } from "./launcher";

/** [method, ...arguments]: a call made before this script has run. */
type QueuedCall = readonly [method: string, ...args: unknown[]];

export interface BeianChatApi {
  readonly version: string;
  open(): void;
  close(): void;
  toggle(): void;
  identify(identity: Identity): void;
  setLanguage(tag: string): void;
  setPage(page: ToldPage): void;
  on<Name extends keyof ChatEvents>(
    name: Name,
    listener: (detail: ChatEvents[Name]) => void,
  ): () => void;
  /** For pages that always use the queue: its calls are now made at once. */
  readonly queue: { push(...calls: QueuedCall[]): void };
}

declare global {
  interface Window {
    BeianChat?: BeianChatApi | { queue: QueuedCall[] };
  }
}

export function apiOf(launcher: Launcher, emitter: Emitter, version: string): BeianChatApi {
  const methods = {
    open: launcher.open,
    close: launcher.close,
    toggle: launcher.toggle,
    setPage: launcher.setPage,
    identify(identity: Identity) {
      if (identity !== null && !/string|function/.test(typeof identity)) {
        throw new TypeError("BeianChat.identify takes a token.");
      }
      launcher.identify(identity);
    },
    setLanguage(tag: string) {
      const language = languageOf(tag);
      if (!language) {
        throw new TypeError(`BeianChat.setLanguage takes zh or en, not ${tag}.`);
      }
      launcher.setLanguage(language);
    },
    on: emitter.on,
  };
  const push = (...calls: QueuedCall[]): void => {
    for (const [method, ...args] of calls) {
      if (Object.keys(methods).includes(method)) {
        (methods[method as keyof typeof methods] as (...given: unknown[]) => void)(...args);
      } else {
        console.error(`BeianChat has no method "${method}".`);
      }
    }
  };
  return { version, ...methods, queue: { push } };
}
