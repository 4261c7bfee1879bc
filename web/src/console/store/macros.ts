/** Macros: what agents do with one press, in several steps. */

import { reactive } from "vue";

import type { Api } from "../api";
import type { Macro, MacroText } from "../contract";

export class Macros {
  readonly state = reactive<{ items: Macro[]; failed: boolean; loaded: boolean }>({
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
      this.state.items = await this.#api.macros();
      this.state.failed = false;
    } catch {
      this.state.failed = true;
    } finally {
      this.state.loaded = true;
    }
  }

  async save(id: string | null, text: MacroText): Promise<void> {
    await (id === null ? this.#api.addMacro(text) : this.#api.changeMacro(id, text));
    await this.load();
  }

  async remove(id: string): Promise<void> {
    await this.#api.removeMacro(id);
    await this.load();
  }
}
