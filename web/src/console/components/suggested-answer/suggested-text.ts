import type { Suggestion } from "../../contract";

/** Return the assistant's replies as one message. An agent's message has no buttons, but keeps
 * links. */
export function suggestedText({ replies }: Suggestion): string {
  return replies
    .map(({ text, links }) =>
      [text, ...links.map(({ title, url }) => `[${title}](${url})`)].filter(Boolean).join("\n"),
    )
    .join("\n\n");
}
