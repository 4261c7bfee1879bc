/** Files on their way to visitors, which go on while the agent looks at something else. */

import { reactive } from "vue";

import { type Sending, UploadQueue } from "../../files/upload-queue";
import type { Api } from "../api";

export class Uploads {
  readonly state = reactive<{ sending: readonly Sending[] }>({ sending: [] });
  readonly #queue: UploadQueue;
  readonly #wake = () => this.#queue.wake();

  /** `open`: returns the conversation that the agent has open. */
  constructor(api: Api, open: () => string | null) {
    this.#queue = new UploadQueue(
      (conversation) => {
        const to = conversation ?? open();
        return to === null ? null : api.courier(to);
      },
      () => Infinity, // The desk knows.
      (shown) => (this.state.sending = shown),
    );
  }

  start(): void {
    addEventListener("online", this.#wake);
  }

  stop(): void {
    removeEventListener("online", this.#wake);
    this.#queue.stop();
    this.state.sending = [];
  }

  /** Send files to the visitor of the open conversation. */
  add(files: readonly File[]): void {
    this.#queue.add(files);
  }

  retry(id: string): void {
    this.#queue.retry(id);
  }

  cancel(id: string): void {
    this.#queue.cancel(id);
  }
}
