import { reactive } from "vue";

import { tabValues } from "./browser-values";

const KEY = "beian-console.drafts";

export type DraftKind = "reply" | "note";

/** Unsent drafts, by conversation. */
export class Drafts {
  readonly #texts = reactive(new Map<string, string>(read()));

  get(conversation: string, kind: DraftKind): string {
    return this.#texts.get(`${kind} ${conversation}`) ?? "";
  }

  set(conversation: string, kind: DraftKind, text: string): void {
    const key = `${kind} ${conversation}`;
    if (text) {
      this.#texts.set(key, text);
    } else {
      this.#texts.delete(key);
    }
    tabValues.set(KEY, JSON.stringify([...this.#texts]));
  }

  /** Drop what was drafted in a conversation. */
  forget(conversation: string): void {
    this.set(conversation, "reply", "");
    this.set(conversation, "note", "");
  }

  clear(): void {
    this.#texts.clear();
    tabValues.set(KEY, null);
  }
}

function read(): [string, string][] {
  try {
    return JSON.parse(tabValues.get(KEY) ?? "[]") as [string, string][];
  } catch {
    return [];
  }
}
