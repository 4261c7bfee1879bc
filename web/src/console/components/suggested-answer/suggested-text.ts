import type { Suggestion } from "../../contract";

/** The assistant's replies as one message: an agent's message has no buttons, but keeps links. */
export function suggestedText({ replies }: Suggestion): string {
  return replies
    .map(({ text, links }) =>
      [text, ...links.map(({ title, url }) => `[${title}](${url})`)].filter(Boolean).join("\n"),
    )
    .join("\n\n");
}
