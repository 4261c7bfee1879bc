import { reactive } from "vue";

import type { Api } from "../api";
import type { Agent, AgentChange, NewAgent } from "../contract";

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

  async add(agent: NewAgent): Promise<void> {
    this.changed(await this.#api.addAgent(agent));
  }

  async change(id: string, change: AgentChange): Promise<void> {
    this.changed(await this.#api.changeAgent(id, change));
  }

  /** Those who may sign in. */
  get enabled(): Agent[] {
    return this.state.items.filter(({ disabled }) => !disabled);
  }

  changed(agent: Agent): void {
    this.state.items = sorted([...this.state.items.filter(({ id }) => id !== agent.id), agent]);
  }
}

function sorted(agents: Agent[]): Agent[] {
  return [...agents].sort(
    (a, b) =>
      Number(a.disabled) - Number(b.disabled) ||
      Number(b.online) - Number(a.online) ||
      a.display_name.localeCompare(b.display_name),
  );
}
