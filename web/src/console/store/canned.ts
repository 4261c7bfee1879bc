/** Canned answers, and their variables. */

import { reactive } from "vue";

import type { Api } from "../api";
import type { Canned, CannedText, Language } from "../contract";

export const VARIABLES = ["agent", "account", "ticket", "order"] as const;
export type Values = Partial<Record<(typeof VARIABLES)[number], string | null>>;

const VARIABLE = /\{(agent|account|ticket|order)\}/g;
/** A shortcut that is being typed, at the very end of the text before the cursor. */
const TYPED = /(?:^|\s)\/([\p{L}\p{N}_-]*)$/u;

export class CannedAnswers {
  readonly state = reactive<{ items: Canned[]; failed: boolean; loaded: boolean }>({
    items: [],
    failed: false,
    loaded: false,
  });
  readonly #api: Api;

  constructor(api: Api) {
    this.#api = api;
  }

  async load(): Promise<void> {
    try {
      this.state.items = byShortcut(await this.#api.canned());
      this.state.failed = false;
    } catch {
      this.state.failed = true;
    } finally {
      this.state.loaded = true;
    }
  }

  async save(id: string | null, text: CannedText): Promise<void> {
    const saved =
      id === null ? await this.#api.addCanned(text) : await this.#api.changeCanned(id, text);
    const others = this.state.items.filter((one) => one.id !== saved.id);
    this.state.items = byShortcut([...others, saved]);
  }

  async remove(id: string): Promise<void> {
    await this.#api.removeCanned(id);
    this.state.items = this.state.items.filter((one) => one.id !== id);
  }
}

function byShortcut(items: Canned[]): Canned[] {
  return [...items].sort((a, b) => a.shortcut.localeCompare(b.shortcut));
}

/** Return the answers whose shortcut or title contains a text; those whose shortcut begins with it
 * come first. */
export function matching(items: readonly Canned[], wanted: string): Canned[] {
  const words = wanted.toLowerCase();
  const begins = (one: Canned) => one.shortcut.toLowerCase().startsWith(words);
  return items
    .filter((one) => begins(one) || `${one.shortcut} ${one.title}`.toLowerCase().includes(words))
    .sort((a, b) => Number(begins(b)) - Number(begins(a)));
}

/** Return the text after the slash, or null if no shortcut is being typed. */
export function typedShortcut(beforeCursor: string): string | null {
  return TYPED.exec(beforeCursor)?.[1] ?? null;
}

/** Return the text in the visitor's language, or in the other if that is empty. */
export function textFor(canned: Canned, language: Language): string {
  const other = language === "zh" ? canned.en : canned.zh;
  return canned[language] || other;
}

/** Return the text with its variables filled in. Those without a value stay, for the agent to
 * see. */
export function filled(text: string, values: Values): string {
  return text.replace(VARIABLE, (whole, name: keyof Values) => values[name] || whole);
}

/** Return the variables that are still in a text, which should not be sent like this. */
export function unfilled(text: string): string[] {
  return [...new Set(text.match(VARIABLE) ?? [])];
}
