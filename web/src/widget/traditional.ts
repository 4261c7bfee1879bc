/** Converts the panel's own texts to Traditional characters; loaded with the first that are wanted. */

import table from "../generated/traditional.json";

const forms = new Map([...table.from].map((character, at) => [character, [...table.to][at]]));
const phrases = new Map(Object.entries(table.phrases));
const pattern = new RegExp([...phrases.keys(), `[${table.from}]`].join("|"), "g");

/** Return a text of the panel in Traditional characters. */
export function traditional(text: string): string {
  return text.replace(pattern, (found) => phrases.get(found) ?? forms.get(found) ?? found);
}
