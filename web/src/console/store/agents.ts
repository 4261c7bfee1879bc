import { reactive } from "vue";

import type { Api } from "../api";
import type { Agent } from "../contract";

/** All agents of the desk: those online first, then by name. */
export class Agents {
  readonly state = reactive<{ items: Agent[]; failed: boolean }>({ items: [], failed: false });
  readonly #api: Api;

  constructor(api: Api) {
    this.#api = api;
  }

  async load(): Promise<void> {
    try {
      this.state.items = sorted(await this.#api.agents());
      this.state.failed = false;
    } catch {
      this.state.failed = true;
    }
  }

  changed(agent: Agent): void {
    this.state.items = sorted([...this.state.items.filter(({ id }) => id !== agent.id), agent]);
  }
}

function sorted(agents: Agent[]): Agent[] {
  return [...agents].sort(
    (a, b) => Number(b.online) - Number(a.online) || a.display_name.localeCompare(b.display_name),
  );
}
