/** The agent's place in the console as the fragment of the address: /queue/CONVERSATION, /audit. */

import type { View } from "../contract";

const VIEWS: readonly View[] = ["queue", "mine", "tickets", "all"];
export const PAGES = [
  "security",
  "agents",
  "canned",
  "macros",
  "groups",
  "blocks",
  "feedback",
  "outbox",
  "audit",
] as const;
type PageName = (typeof PAGES)[number];

export interface Route {
  view: View;
  conversation: string | null;
  /** A page instead of conversations. */
  page: PageName | null;
}

export function parseRoute(hash: string): Route {
  const [first = "", second = ""] = hash.replace(/^#?\/?/, "").split("/");
  const page = PAGES.find((name) => name === first) ?? null;
  const view = VIEWS.find((name) => name === first) ?? "queue";
  let conversation: string | null = null;
  try {
    conversation = page === null && second ? decodeURIComponent(second) : null;
  } catch {
    // A malformed address shows the list.
  }
  return { view, conversation, page };
}

export function hashOf({ view, conversation, page }: Route): string {
  if (page !== null) {
    return `#/${page}`;
  }
  return conversation === null ? `#/${view}` : `#/${view}/${encodeURIComponent(conversation)}`;
}
