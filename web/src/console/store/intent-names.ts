/** What agents read for an intent: a topic's title, or what the desk calls it. */

import { reactive } from "vue";

import type { Api } from "../api";
import type { IntentName, Language } from "../contract";

export class IntentNames {
  readonly #api: Api;
  readonly #names = reactive(new Map<string, IntentName>());

  constructor(api: Api) {
    this.#api = api;
  }

  async load(): Promise<void> {
    try {
      (await this.#api.intents()).forEach((name) => this.#names.set(name.intent, name));
    } catch {
      // The intents' own names do meanwhile.
    }
  }

  /** Every intent and its name, by name. */
  all(language: Language): [intent: string, name: string][] {
    return [...this.#names.values()]
      .map((one): [string, string] => [one.intent, one[language]])
      .sort(([, a], [, b]) => a.localeCompare(b, language));
  }

  /** The name of an intent; what a visitor wrote instead of one stays as it is. */
  of(intent: string, language: Language): string {
    return this.#names.get(intent)?.[language] ?? intent;
  }
}
