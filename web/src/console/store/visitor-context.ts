/** What is known of the open conversation's visitor: the account, earlier conversations, topics. */

import type { Api } from "../api";
import { type OpenState, whileOpen } from "./open-state";

export class VisitorContext {
  readonly #api: Api;
  readonly #state: OpenState;

  constructor(api: Api, state: OpenState) {
    this.#api = api;
    this.#state = state;
  }

  read(): Promise<void> {
    const state = this.#state;
    return whileOpen(
      state,
      (id) => this.#api.context(id),
      (context) => {
        // An unmasked account stays unmasked while the conversation is open.
        const before = state.context?.account;
        const account = before && !before.masked ? before : context.account;
        state.context = { ...context, account };
        state.contextFailed = false;
      },
      () => (state.contextFailed = true),
    );
  }

  unmask(reason: string): Promise<void> {
    return whileOpen(
      this.#state,
      (id) => this.#api.unmask(id, reason),
      (account) => {
        if (this.#state.context) {
          this.#state.context.account = account;
        }
      },
    );
  }
}
