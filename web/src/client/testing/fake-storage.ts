import type { ChatStorage } from "../storage";

/** The storage of a site: each tab's view is notified of changes by the others. */
export class FakeSite {
  readonly values = new Map<string, string>();
  readonly #tabs = new Set<FakeStorage>();

  tab(): ChatStorage {
    const tab = new FakeStorage(this);
    this.#tabs.add(tab);
    return tab;
  }

  changed(by: FakeStorage, key: string): void {
    const others = [...this.#tabs].filter((tab) => tab !== by);
    queueMicrotask(() => others.forEach((tab) => tab.hear(key)));
  }
}

class FakeStorage implements ChatStorage {
  readonly #site: FakeSite;
  readonly #listeners = new Set<(key: string) => void>();

  constructor(site: FakeSite) {
    this.#site = site;
  }

  get(key: string): string | null {
    return this.#site.values.get(key) ?? null;
  }

  set(key: string, value: string): void {
    if (this.get(key) !== value) {
      this.#site.values.set(key, value);
      this.#site.changed(this, key);
    }
  }

  remove(key: string): void {
    if (this.#site.values.delete(key)) {
      this.#site.changed(this, key);
    }
  }

  keys(): string[] {
    return [...this.#site.values.keys()];
  }

  watch(listener: (key: string) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  hear(key: string): void {
    this.#listeners.forEach((listener) => listener(key));
  }
}
