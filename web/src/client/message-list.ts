/** The stored messages of a conversation that are known here, by seq and without gaps. */

import type { Waiting } from "./outbox";
import type { Attachment, ChatMessage, Checklist, FeedbackValue } from "./protocol";
import type { ShownMessage } from "./state";

/** gap: messages before it are missing, so it was not added. */
export type Addition = "new" | "known" | "gap";

type Stored = ShownMessage & { seq: number };

export class MessageList {
  #stored: Stored[] = [];
  /** The visitor's own messages that the desk has acknowledged but not sent back yet. */
  #acknowledged: Stored[] = [];
  #earlier = false;

  /** The seq of the last message, or 0. */
  get last(): number {
    return this.#stored[this.#stored.length - 1]?.seq ?? 0;
  }

  get first(): number {
    return this.#stored[0]?.seq ?? 0;
  }

  /** Whether the desk has older messages than the first. */
  get earlier(): boolean {
    return this.#earlier;
  }

  /** Return all messages, followed by the visitor's own that are still to be sent. */
  shown(waiting: readonly Waiting[]): readonly ShownMessage[] {
    return [...this.#stored, ...this.#acknowledged, ...waiting.map(shownWaiting)];
  }

  /** Count the messages of others after a seq. */
  othersAfter(seq: number): number {
    let count = 0;
    for (let index = this.#stored.length - 1; index >= 0; index -= 1) {
      const message = this.#stored[index]!;
      if (message.seq <= seq) {
        break;
      }
      count += message.author === "visitor" ? 0 : 1;
    }
    return count;
  }

  add(message: ChatMessage): Addition {
    if (message.seq > this.last + 1) {
      return "gap";
    }
    if (message.seq <= this.last) {
      return "known";
    }
    this.#stored.push({ ...message, delivery: "sent" });
    this.#dropAcknowledged();
    return "new";
  }

  /** Add the messages of a welcome: those after the last known one, or the newest. */
  continueWith(messages: readonly ChatMessage[], earlier: boolean): void {
    const first = messages[0];
    if (first === undefined) {
      return;
    }
    if (this.#stored.length === 0 || first.seq > this.last + 1) {
      // More were missed than a welcome holds: the older ones are history to load.
      this.#stored = [];
      this.#earlier = earlier;
      this.#stored.push({ ...first, delivery: "sent" });
    }
    messages.forEach((message) => this.add(message));
    this.#dropAcknowledged();
  }

  /** Add a page of older messages. Return false if it does not end just before the first. */
  precedeWith(messages: readonly ChatMessage[], earlier: boolean): boolean {
    if (messages.length > 0 && messages[messages.length - 1]!.seq !== this.first - 1) {
      return false;
    }
    this.#stored.unshift(...messages.map((message) => ({ ...message, delivery: "sent" as const })));
    this.#earlier = earlier;
    return true;
  }

  acknowledge(waiting: Waiting, seq: number, at: string): void {
    if (seq > this.last && !this.#acknowledged.some((message) => message.seq === seq)) {
      this.#acknowledged.push({ ...shownWaiting(waiting), seq, at, delivery: "sent" });
      this.#acknowledged.sort((one, other) => one.seq - other.seq);
    }
  }

  setFeedback(id: string, feedback: FeedbackValue): void {
    this.#stored = this.#stored.map((message) =>
      message.id === id ? { ...message, feedback } : message,
    );
  }

  /** Messages were taken back by the agents who wrote them. */
  recall(seqs: readonly number[]): void {
    this.#stored = this.#stored.map((message) =>
      seqs.includes(message.seq) && !message.recalled
        ? { ...message, text: "", links: [], buttons: [], recalled: true }
        : message,
    );
  }

  setAttachment(id: string, attachment: Attachment): void {
    this.#stored = this.#stored.map((message) =>
      message.id === id ? { ...message, ...withAttachment(message, attachment) } : message,
    );
  }

  setChecklist(checklist: Checklist): void {
    this.#stored = this.#stored.map((message) =>
      message.card?.checklist?.about === checklist.about
        ? { ...message, card: { ...message.card, checklist } }
        : message,
    );
  }

  clear(): void {
    this.#stored = [];
    this.#acknowledged = [];
    this.#earlier = false;
  }

  #dropAcknowledged(): void {
    this.#acknowledged = this.#acknowledged.filter(({ seq }) => seq > this.last);
  }
}

/** A deleted file takes its name with it, which is its message's text. */
function withAttachment(message: Stored, attachment: Attachment): Partial<Stored> {
  const attachments = message.attachments?.map((each) =>
    each.id === attachment.id ? attachment : each,
  );
  return {
    ...(attachments === undefined ? {} : { attachments }),
    ...(attachment.deleted ? { text: attachment.name } : {}),
  };
}

/** Waiting messages keep their object identity until they change, so that they are not drawn
 * again. */
const drawn = new WeakMap<Waiting, ShownMessage>();

function shownWaiting(waiting: Waiting): ShownMessage {
  const known = drawn.get(waiting);
  if (known !== undefined) {
    return known;
  }
  const { id, text, at, failure } = waiting;
  const shown: ShownMessage = {
    id,
    seq: null,
    author: "visitor",
    name: null,
    text,
    at,
    buttons: [],
    links: [],
    answers: null,
    feedback: null,
    delivery: failure === undefined ? "sending" : "failed",
    ...(failure === undefined ? {} : { failure }),
  };
  drawn.set(waiting, shown);
  return shown;
}
