/** A conversation as plain text, for the visitor to keep. */

import type { Author, Language } from "../client/protocol";
import type { ShownMessage } from "../client/state";
import { texts as messageTexts } from "./chat-message/texts";
import { conversion } from "./conversion";
import { dayName, shortTime } from "./dates";

interface TranscriptTexts {
  author: Record<Author, string>;
  colon: string;
}

const transcriptTexts: Record<Language, TranscriptTexts> = messageTexts;

/** Return a conversation as text. `messages` are oldest first; those never sent are left out. Times
 * are in the reader's time zone. */
export function transcript(
  messages: readonly ShownMessage[],
  locale: Language,
  texts: TranscriptTexts = transcriptTexts[locale],
): string {
  const said = messages.filter((message) => message.delivery === "sent");
  let day = "";
  const parts = said.map((message) => {
    // The year is always given: the text is read later.
    const date = dayName(message.at, locale, new Date(0));
    const heading = date === day ? "" : `${date}\n\n`;
    day = date;
    return heading + entry(message, locale, texts);
  });
  return parts.length ? `${parts.join("\n\n")}\n` : "";
}

function entry(message: ShownMessage, locale: Language, texts: TranscriptTexts): string {
  const links = message.links.map((link) => `${link.title}${texts.colon} ${link.url}`);
  const author = conversion.value(texts.author[message.author]);
  const name = message.name ? `${message.name} · ${author}` : author;
  const who = `[${shortTime(message.at, locale)}] ${name}${texts.colon}`;
  const card = message.card ? [message.card.title, ...message.card.lines] : [];
  return [who, message.text, ...links, ...card].join("\n");
}
