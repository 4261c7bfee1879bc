/** What the list shows with each message, derived from all of them. */

import type { ShownMessage } from "../../client/state";
import { daysBetween } from "../dates";

/** Messages further apart than this begin a new group, even by the same author. */
const GROUP_MINUTES = 5;
/** What the payload of a button begins with that says which paper a file is. */
const WHICH_PAPER = "/desk_paper";

export interface Row {
  message: ShownMessage;
  /** The first of its day: a line with the day stands above it. */
  startsDay: boolean;
  startsGroup: boolean;
  endsGroup: boolean;
  /** Its buttons can be pressed, because the visitor has written nothing since. */
  offersReplies: boolean;
  /** The last message of an answer, which carries the thumbs for all of it. */
  takesFeedback: boolean;
  /** The visitor's latest message, which shows that it was sent. */
  saysSent: boolean;
  /** Of the latest turn: the visitor's message and all since. */
  latest: boolean;
}

export function rowsOf(all: readonly ShownMessage[]): Row[] {
  const messages = withoutRepeated(all);
  let lastOwn = -1;
  // Files answer nothing that the assistant or the desk has asked.
  let lastWritten = -1;
  const lastOfAnswer = new Map<number, number>();
  messages.forEach((message, index) => {
    if (message.author === "visitor") {
      lastOwn = index;
      lastWritten = message.attachments?.length ? lastWritten : index;
    }
    if (message.author === "assistant" && message.answers !== null) {
      lastOfAnswer.set(message.answers, index);
    }
  });
  const places = messages.map((message, index) => placeAfter(messages[index - 1], message));
  return messages.map((message, index) => {
    const { answers } = message;
    return {
      message,
      startsDay: places[index] === "new day",
      startsGroup: places[index] !== "same group",
      endsGroup: places[index + 1] !== "same group",
      offersReplies: index > lastWritten && message.buttons.length > 0,
      takesFeedback: answers !== null && lastOfAnswer.get(answers) === index,
      saysSent: index === lastOwn,
      latest: index >= lastOwn,
    };
  });
}

/** Return the messages without the earlier ones of a question that the desk asks again below each
 * file that comes. */
function withoutRepeated(messages: readonly ShownMessage[]): readonly ShownMessage[] {
  const asked = new Set<string>();
  const kept = [...messages].reverse().filter((message) => {
    const { author, text, buttons, attachments } = message;
    if (author === "visitor" && !attachments?.length) {
      asked.clear();
    }
    if (author !== "notice" || !buttons.some(({ payload }) => payload.startsWith(WHICH_PAPER))) {
      return true;
    }
    const question = JSON.stringify([text, buttons]);
    const isFirst = !asked.has(question);
    asked.add(question);
    return isFirst;
  });
  return kept.reverse();
}

function placeAfter(
  before: ShownMessage | undefined,
  message: ShownMessage,
): "new day" | "new group" | "same group" {
  if (!before) {
    return "new day";
  }
  const [earlier, later] = [new Date(before.at), new Date(message.at)];
  if (daysBetween(earlier, later) !== 0) {
    return "new day";
  }
  const near = later.getTime() - earlier.getTime() <= GROUP_MINUTES * 60_000;
  const same = before.author === message.author && before.name === message.name;
  return near && same ? "same group" : "new group";
}
