import type { Page, PageEvent } from "../page";

/** A browser page whose events the test triggers. */
export class FakePage implements Page {
  network = true;
  readonly #listeners = new Set<(event: PageEvent) => void>();

  onLine(): boolean {
    return this.network;
  }

  on(listener: (event: PageEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  emit(event: PageEvent): void {
    if (event === "online" || event === "offline") {
      this.network = event === "online";
    }
    [...this.#listeners].forEach((listener) => listener(event));
  }
}
