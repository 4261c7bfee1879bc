/** Files on their way to the desk, one after the other, through every broken connection. */

import { newMessageId } from "../client/message-id";
import { FileProblem, type Courier, type UploadState } from "./desk-files";

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 15_000;
const CHECK_PAUSE_MS = 1500;
const TYPES = /^(image\/(jpeg|png|webp|hei[cf])|application\/pdf)$/;
const ENDINGS = /\.(jpe?g|png|webp|hei[cf]|pdf)$/i;
const REMEMBERED = "beian-uploads";

/** waiting: its turn has not come, or there is no connection. */
export type Stage = "waiting" | "sending" | "checking" | "failed";

export interface Sending {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly stage: Stage;
  /** From 0 to 1. */
  readonly progress: number;
  /** Why it failed. */
  readonly fault: string | null;
}

interface Entry {
  shown: Sending;
  file: File;
  /** The desk's name for it, once announced. */
  upload: string | null;
  /** The conversation that it was handed to. */
  conversation: string | null;
  stop: AbortController;
}

export class UploadQueue {
  readonly #courier: () => Courier | null;
  readonly #changed: (shown: readonly Sending[]) => void;
  readonly #largest: () => number;
  #entries: Entry[] = [];
  #working = false;
  #wake: (() => void) | null = null;

  constructor(
    courier: () => Courier | null,
    largest: () => number,
    changed: (shown: readonly Sending[]) => void,
  ) {
    this.#courier = courier;
    this.#largest = largest;
    this.#changed = changed;
  }

  add(files: readonly File[]): void {
    const conversation = this.#courier()?.conversation ?? null;
    this.#entries.push(
      ...files.map((file) => {
        const fault = this.#refusal(file);
        return {
          shown: {
            id: remembered(conversation, file),
            name: file.name,
            size: file.size,
            stage: fault === null ? ("waiting" as const) : ("failed" as const),
            progress: 0,
            fault,
          },
          file,
          upload: null,
          conversation,
          stop: new AbortController(),
        };
      }),
    );
    this.#show();
    void this.#work();
  }

  /** Take a file back, wherever it is; what the desk has of it is deleted. */
  cancel(id: string): void {
    const entry = this.#entries.find(({ shown }) => shown.id === id);
    if (!entry) {
      return;
    }
    entry.stop.abort();
    this.#drop(entry);
    const courier = this.#courier();
    if (entry.upload !== null && courier?.conversation === entry.conversation) {
      courier.remove(entry.upload).catch(() => undefined); // It is forgotten in a day.
    }
    this.wake();
  }

  /** Send a failed file again, from its beginning where the desk has refused it. */
  retry(id: string): void {
    const entry = this.#entries.find(({ shown }) => shown.id === id);
    if (entry?.shown.stage === "failed") {
      forget(entry.conversation, entry.file);
      entry.upload = null;
      entry.stop = new AbortController();
      entry.conversation = this.#courier()?.conversation ?? null;
      this.#change(entry, { id: newMessageId(), stage: "waiting", progress: 0, fault: null });
      void this.#work();
    }
  }

  /** Try at once what waits for the connection. */
  wake(): void {
    this.#wake?.();
  }

  /** Stop sending; the desk keeps for a day what it has. */
  stop(): void {
    this.#entries.forEach(({ stop }) => stop.abort());
    this.#entries = [];
    this.wake();
  }

  async #work(): Promise<void> {
    if (this.#working) {
      return;
    }
    this.#working = true;
    let entry = this.#next();
    while (entry) {
      await this.#send(entry);
      entry = this.#next();
    }
    this.#working = false;
  }

  #next(): Entry | undefined {
    return this.#entries.find(({ shown }) => shown.stage === "waiting");
  }

  async #send(entry: Entry): Promise<void> {
    let pause = FIRST_PAUSE_MS;
    while (!entry.stop.signal.aborted) {
      const before = entry.shown.progress;
      try {
        await this.#deliver(entry);
        return;
      } catch (error) {
        const problem = error instanceof FileProblem ? error : new FileProblem(400, "unreadable");
        if (entry.stop.signal.aborted) {
          return;
        }
        if (!problem.passes) {
          this.#change(entry, { stage: "failed", fault: problem.code });
          return;
        }
        pause = entry.shown.progress > before ? FIRST_PAUSE_MS : pause;
        this.#change(entry, { stage: "waiting" });
        await this.#sleep(Math.max(pause, (problem.retryAfter ?? 0) * 1000));
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      }
    }
  }

  /** Bring a file to the desk, from where it stands there. Throws FileProblem. */
  async #deliver(entry: Entry): Promise<void> {
    const { signal } = entry.stop;
    const { id, name, size } = entry.shown;
    let upload = await this.#courierFor(entry).announce({ id, name, size }, signal);
    entry.upload = upload.id;
    while (upload.state === "uploading" || upload.state === "checking") {
      upload = await this.#advance(entry, upload);
    }
    forget(entry.conversation, entry.file);
    if (upload.state === "refused") {
      throw new FileProblem(422, upload.fault ?? "unreadable");
    }
    this.#drop(entry);
  }

  async #advance(entry: Entry, upload: UploadState): Promise<UploadState> {
    const { signal } = entry.stop;
    const { size } = entry.shown;
    const whole = upload.offset >= size;
    this.#change(entry, {
      stage: whole ? "checking" : "sending",
      progress: upload.offset / size,
    });
    if (upload.state === "checking") {
      await this.#sleep(CHECK_PAUSE_MS);
      return this.#courierFor(entry).state(upload.id, signal);
    }
    const end = Math.min(upload.offset + upload.part, size);
    try {
      return await this.#courierFor(entry).sendPart(
        upload.id,
        upload.offset,
        entry.file.slice(upload.offset, end),
        (sent) => {
          const progress = Math.min((upload.offset + sent) / size, end / size);
          this.#change(entry, { stage: progress >= 1 ? "checking" : "sending", progress });
        },
        signal,
      );
    } catch (error) {
      if (error instanceof FileProblem && error.code === "wrong_offset") {
        return this.#courierFor(entry).state(upload.id, signal);
      }
      throw error;
    }
  }

  /** Return who brings a file to its conversation now. Throws FileProblem. */
  #courierFor(entry: Entry): Courier {
    const courier = this.#courier();
    if (courier === null) {
      throw new FileProblem(0, "offline");
    }
    entry.conversation ??= courier.conversation;
    if (courier.conversation !== entry.conversation) {
      throw new FileProblem(409, "closed");
    }
    return courier;
  }

  #refusal({ name, type, size }: File): string | null {
    if (!TYPES.test(type) && !ENDINGS.test(name)) {
      return "wrong_type";
    }
    if (size === 0) {
      return "unreadable";
    }
    return size > this.#largest() ? "too_large" : null;
  }

  #sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #change(entry: Entry, change: Partial<Sending>): void {
    entry.shown = { ...entry.shown, ...change };
    this.#show();
  }

  #drop(entry: Entry): void {
    this.#entries = this.#entries.filter((other) => other !== entry);
    this.#show();
  }

  #show(): void {
    this.#changed(this.#entries.map(({ shown }) => shown));
  }
}

/** Return the message id for a file: the same one when it is picked again after the page was loaded
 * anew, so that its upload goes on where it was. */
function remembered(conversation: string | null, file: File): string {
  const ids = uploads();
  const known = ids[keyOf(conversation, file)];
  if (known !== undefined) {
    return known;
  }
  const id = newMessageId();
  save({ ...ids, [keyOf(conversation, file)]: id });
  return id;
}

function forget(conversation: string | null, file: File): void {
  const { [keyOf(conversation, file)]: _, ...others } = uploads();
  save(others);
}

function keyOf(conversation: string | null, { name, size, lastModified }: File): string {
  return [conversation, size, lastModified, name].join(" ");
}

function uploads(): Record<string, string> {
  try {
    const found: unknown = JSON.parse(sessionStorage.getItem(REMEMBERED) ?? "{}");
    return found as Record<string, string>;
  } catch {
    return {}; // No storage: a page that is loaded anew begins anew.
  }
}

function save(ids: Record<string, string>): void {
  try {
    sessionStorage.setItem(REMEMBERED, JSON.stringify(ids));
  } catch {
    // As above.
  }
}
