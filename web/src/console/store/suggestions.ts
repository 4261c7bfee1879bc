/** The assistant's suggestion of an answer in the open conversation. */

import type { Api } from "../api";
import { type OpenState, whileOpen } from "./open-state";

export class Suggestions {
  readonly #api: Api;
  readonly #state: OpenState;

  constructor(api: Api, state: OpenState) {
    this.#api = api;
    this.#state = state;
  }

  async ask(): Promise<void> {
    const state = this.#state;
    if (state.id === null) {
      return;
    }
    Object.assign(state, { suggestion: null, suggestionState: "loading" });
    await whileOpen(
      state,
      (id) => this.#api.suggestion(id),
      (suggestion) => {
        const isEmpty = suggestion.replies.length === 0;
        state.suggestion = isEmpty ? null : suggestion;
        state.suggestionState = isEmpty ? "nothing" : "none";
      },
      () => (state.suggestionState = "unavailable"),
    );
  }

  drop(): void {
    Object.assign(this.#state, { suggestion: null, suggestionState: "none" });
  }
}
