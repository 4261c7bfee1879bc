/** An immutable value that is replaced on change. Listeners are called once for all changes in one
 * turn of the event loop. */
export class Observed<T extends object> {
  #value: Readonly<T>;
  readonly #listeners = new Set<(value: Readonly<T>) => void>();
  #telling = false;

  constructor(value: T) {
    this.#value = value;
  }

  get value(): Readonly<T> {
    return this.#value;
  }

  change(change: Partial<T>): void {
    const names = Object.keys(change) as (keyof T)[];
    if (names.every((name) => Object.is(this.#value[name], change[name]))) {
      return;
    }
    this.#value = { ...this.#value, ...change };
    if (!this.#telling) {
      this.#telling = true;
      queueMicrotask(() => this.#tell());
    }
  }

  subscribe(listener: (value: Readonly<T>) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #tell(): void {
    this.#telling = false;
    for (const listener of [...this.#listeners]) {
      listener(this.#value);
    }
  }
}
