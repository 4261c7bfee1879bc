/** Files on their way to the desk, one after the other, through every broken connection. */

import { pickedFor } from "../client/picked-paper";
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
  /** The conversation that it was handed to. */
  readonly conversation: string | null;
  readonly name: string;
  readonly size: number;
  readonly stage: Stage;
  /** From 0 to 1. */
  readonly progress: number;
  /** Why it failed or, of one that waits, why it was put off. */
  readonly fault: string | null;
}

interface Entry {
  shown: Sending;
  file: File;
  /** The desk's name for it, once announced. */
  upload: string | null;
  stop: AbortController;
  /** When it may be tried again, in ms of the page's clock; 0: in its turn. */
  due: number;
  /** How long it waits when it is put off the next time, in ms. */
  pause: number;
}

/** Faults of the file itself, with which it is never taken. */
const NEVER_TAKEN: ReadonlySet<string> = new Set([
  "wrong_type",
  "too_large",
  "too_many_pixels",
  "too_few_pixels",
  "too_many_pages",
  "unreadable",
  "active_pdf",
  "locked_pdf",
  "infected",
]);

/** Whether the same file may be taken when it is sent again. */
export function mayPass({ fault }: Sending): boolean {
  return fault === null || !NEVER_TAKEN.has(fault);
}

/** Return who brings files to a conversation; with null, to the one that is open. */
type FindCourier = (conversation: string | null) => Courier | null;

export class UploadQueue {
  readonly #courier: FindCourier;
  readonly #changed: (shown: readonly Sending[]) => void;
  readonly #largest: () => number;
  #entries: Entry[] = [];
  #working = false;
  /** Until then nothing is sent, as the way to the desk is barred. */
  #barredUntil = 0;
  #wake: (() => void) | null = null;

  constructor(
    courier: FindCourier,
    largest: () => number,
    changed: (shown: readonly Sending[]) => void,
  ) {
    this.#courier = courier;
    this.#largest = largest;
    this.#changed = changed;
  }

  add(files: readonly File[]): void {
    const conversation = this.#courier(null)?.conversation ?? null;
    this.#entries.push(
      ...files.map((file) => {
        const fault = this.#refusal(file);
        return {
          shown: {
            id: remembered(conversation, file),
            conversation,
            name: file.name,
            size: file.size,
            stage: fault === null ? ("waiting" as const) : ("failed" as const),
            progress: 0,
            fault,
          },
          file,
          upload: null,
          stop: new AbortController(),
          due: 0,
          pause: FIRST_PAUSE_MS,
        };
      }),
    );
    this.#show();
    this.#look();
  }

  /** Take a file back, wherever it is; what the desk has of it is deleted. */
  cancel(id: string): void {
    const entry = this.#entries.find(({ shown }) => shown.id === id);
    if (!entry) {
      return;
    }
    entry.stop.abort();
    this.#drop(entry);
    const courier = this.#courier(entry.shown.conversation);
    if (entry.upload !== null && courier?.conversation === entry.shown.conversation) {
      courier.remove(entry.upload).catch(() => undefined); // It is forgotten in a day.
    }
    this.wake();
  }

  /** Send a failed file again, from its beginning where the desk has refused it. */
  retry(id: string): void {
    const entry = this.#entries.find(({ shown }) => shown.id === id);
    if (entry?.shown.stage === "failed") {
      const { conversation } = entry.shown;
      forget(conversation, entry.file);
      entry.upload = null;
      entry.stop = new AbortController();
      Object.assign(entry, { due: 0, pause: FIRST_PAUSE_MS });
      this.#change(entry, {
        id: newMessageId(),
        conversation: this.#courier(conversation)?.conversation ?? null,
        stage: "waiting",
        progress: 0,
        fault: null,
      });
      this.#look();
    }
  }

  /** Try at once what waits. */
  wake(): void {
    this.#barredUntil = 0;
    this.#entries.forEach((entry) => (entry.due = 0));
    this.#wake?.();
  }

  /** See whether there is something to send. */
  #look(): void {
    this.#wake?.();
    void this.#work();
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
      const wait = Math.max(entry.due, this.#barredUntil) - performance.now();
      if (wait > 0) {
        await this.#sleep(wait);
      } else {
        await this.#send(entry);
      }
      entry = this.#next();
    }
    this.#working = false;
  }

  /** The file that is to be sent next: in turn, but for those that were put off. */
  #next(): Entry | undefined {
    const waiting = this.#entries.filter(({ shown }) => shown.stage === "waiting");
    const first = Math.min(...waiting.map(({ due }) => due));
    return waiting.find(({ due }) => due === first);
  }

  async #send(entry: Entry): Promise<void> {
    const before = entry.shown.progress;
    try {
      await this.#deliver(entry);
    } catch (error) {
      const problem = error instanceof FileProblem ? error : new FileProblem(400, "unreadable");
      if (entry.stop.signal.aborted) {
        return;
      }
      if (problem.passes) {
        this.#putOff(entry, problem, entry.shown.progress > before);
      } else {
        this.#change(entry, { stage: "failed", fault: problem.code });
      }
    }
  }

  /** Let a file wait: for itself, where the desk can't take it now, else with all others. */
  #putOff(entry: Entry, { status, code, retryAfter }: FileProblem, cameOn: boolean): void {
    const pause = cameOn ? FIRST_PAUSE_MS : entry.pause;
    const until = performance.now() + Math.max(pause, (retryAfter ?? 0) * 1000);
    entry.pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    if (status >= 500) {
      entry.due = until;
    } else {
      this.#barredUntil = until;
    }
    this.#change(entry, { stage: "waiting", fault: code });
  }

  /** Bring a file to the desk, from where it stands there. Throws FileProblem. */
  async #deliver(entry: Entry): Promise<void> {
    const { signal } = entry.stop;
    const { id, name, size } = entry.shown;
    let upload = await this.#courierFor(entry).announce(
      { id, name, size, ...pickedFor(entry.file) },
      signal,
    );
    entry.upload = upload.id;
    while (upload.state === "uploading" || upload.state === "checking") {
      upload = await this.#advance(entry, upload);
    }
    forget(entry.shown.conversation, entry.file);
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
      fault: null,
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
    const courier = this.#courier(entry.shown.conversation);
    if (courier === null) {
      throw new FileProblem(0, "offline");
    }
    if (entry.shown.conversation === null) {
      this.#change(entry, { conversation: courier.conversation });
    }
    if (courier.conversation !== entry.shown.conversation) {
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
