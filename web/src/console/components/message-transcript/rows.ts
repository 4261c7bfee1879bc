/** The rows of a transcript: messages, notes and changes of state, by time. */

import type { Message, Note, Transition } from "../../contract";

export type Row = { key: string; at: string; startsDay: boolean } & (
  | { kind: "message"; message: Message; startsGroup: boolean }
  | { kind: "note"; note: Note }
  | { kind: "transition"; transition: Transition }
);

type Entry =
  | { kind: "message"; key: string; at: string; message: Message }
  | { kind: "note"; key: string; at: string; note: Note }
  | { kind: "transition"; key: string; at: string; transition: Transition };

export function rowsOf(
  messages: readonly Message[],
  notes: readonly Note[],
  transitions: readonly Transition[],
  earlier: boolean,
): Row[] {
  // What happened before the first loaded message appears once that is loaded.
  const from = earlier ? (messages[0]?.at ?? "") : "";
  const entries: Entry[] = [
    ...transitions.map((transition, index): Entry => ({
      kind: "transition",
      key: `t${index}`,
      at: transition.at,
      transition,
    })),
    ...messages.map((message): Entry => ({
      kind: "message",
      key: message.id,
      at: message.at,
      message,
    })),
    ...notes.map((note): Entry => ({ kind: "note", key: `n${note.id}`, at: note.at, note })),
  ].filter(({ at }) => Date.parse(at) >= (from ? Date.parse(from) : 0));
  entries.sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || order(a) - order(b));
  return entries.map((entry, index) => withPlace(entry, entries[index - 1]));
}

/** Messages of the same moment stay in the desk's order. */
function order(entry: Entry): number {
  return entry.kind === "message" ? entry.message.seq : entry.kind === "note" ? Infinity : 0;
}

function withPlace(entry: Entry, before: Entry | undefined): Row {
  const startsDay = before === undefined || day(before.at) !== day(entry.at);
  if (entry.kind !== "message") {
    return { ...entry, startsDay };
  }
  const sameAuthor =
    before?.kind === "message" &&
    before.message.author === entry.message.author &&
    before.message.name === entry.message.name;
  return { ...entry, startsDay, startsGroup: startsDay || !sameAuthor };
}

function day(at: string): string {
  return new Date(at).toDateString();
}
