/** What becomes of a conversation's messages, which are in the order of their seq. */

import type { Attachment, Message } from "../contract";

/** Return the latest messages with those before them that are known already, unless there is now a
 * gap between them. */
export function withLatest(known: readonly Message[], latest: readonly Message[]): Message[] {
  const first = latest[0]?.seq ?? 1;
  const last = known.at(-1)?.seq ?? 0;
  const older = first <= last + 1 ? known.filter(({ seq }) => seq < first) : [];
  return [...older, ...latest];
}

export function withEarlier(known: readonly Message[], page: readonly Message[]): Message[] {
  const first = known[0]?.seq ?? Infinity;
  return [...page.filter(({ seq }) => seq < first), ...known];
}

export function withOne(known: readonly Message[], message: Message): Message[] {
  return [...known, message].sort((a, b) => a.seq - b.seq);
}

/** Return the messages after one was taken back. */
export function withoutWords(known: readonly Message[], seq: number): Message[] {
  return known.map((message) =>
    message.seq === seq
      ? { ...message, text: "", links: [], buttons: [], recalled: true }
      : message,
  );
}

/** Return the messages after a file of theirs has changed. */
export function withFile(known: readonly Message[], file: Attachment): Message[] {
  return known.map((message) =>
    message.attachments?.some(({ id }) => id === file.id)
      ? {
          ...message,
          text: file.deleted ? file.name : message.text,
          attachments: message.attachments.map((each) => (each.id === file.id ? file : each)),
        }
      : message,
  );
}
