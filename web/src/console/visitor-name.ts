import type { Summary } from "./contract";

/** Return the account's masked name, or the end of the conversation's id. */
export function visitorName(
  { id, account }: Summary,
  t: (key: string, given: Record<string, string>) => string,
): string {
  return account?.name || t("conversation-item.visitor", { id: id.slice(-4).toUpperCase() });
}
