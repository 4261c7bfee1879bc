/** Alerts the agent to visitors who begin to wait, or are given to them, by a sound and a browser
 * notice. */

import { reactive } from "vue";

import type { Summary } from "../contract";
import { localValues } from "./browser-values";

const KEY = "beian-console.notices";

export interface Alarm {
  sound(): void;
  /** Ask the agent for permission to show notices. */
  ask(): Promise<boolean>;
  notify(conversation: Summary): void;
}

export class WaitingNotices {
  readonly state = reactive({ on: localValues.get(KEY) === "on", refused: false });
  readonly #alarm: Alarm;
  #waiting = new Set<string>();
  #primed = false;

  constructor(alarm: Alarm) {
    this.#alarm = alarm;
  }

  /** Switch the alerts. Browsers require that this is called from a press. */
  async turn(on: boolean): Promise<void> {
    this.state.on = on;
    localValues.set(KEY, on ? "on" : null);
    if (on) {
      this.#alarm.sound();
      this.state.refused = !(await this.#alarm.ask());
    }
  }

  /** Note the whole queue, as loaded over a new connection. */
  queue(conversations: readonly Summary[]): void {
    const fresh = conversations.filter(({ id }) => !this.#waiting.has(id));
    this.#waiting = new Set(conversations.map(({ id }) => id));
    if (this.#primed) {
      fresh.forEach((one) => this.#tell(one));
    }
    this.#primed = true;
  }

  changed(conversation: Summary): void {
    if (conversation.state !== "waiting") {
      this.#waiting.delete(conversation.id);
    } else if (!this.#waiting.has(conversation.id)) {
      this.#waiting.add(conversation.id);
      this.#tell(conversation);
    }
  }

  /** The desk, or a colleague, has given the agent a conversation. */
  given(conversation: Summary): void {
    this.#tell(conversation);
  }

  gone(conversation: string): void {
    this.#waiting.delete(conversation);
  }

  stop(): void {
    this.#waiting.clear();
    this.#primed = false;
  }

  #tell(conversation: Summary): void {
    if (!this.state.on) {
      return;
    }
    this.#alarm.sound();
    this.#alarm.notify(conversation);
  }
}
