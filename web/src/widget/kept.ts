/** The user's choices, kept in the browser: read by the launcher too. */

import type { Language } from "../client/protocol";

export interface Kept {
  /** Whether the panel was open when the page was left. */
  open: boolean;
  sound: boolean;
  notices: boolean;
  maximised: boolean;
  /** When the last message came or went, ms since 1970; 0 when none ever did. */
  activeAt: number;
  /** The user waits for a person, talks to one, or has a ticket that is not answered. */
  handedOff: boolean;
  /** The language chosen in the panel, as long as the page's own stays `page`. */
  language: { chosen: Language; page: Language } | null;
}

const KEY = "beian-chat.choices";
const NOTHING: Kept = {
  open: false,
  sound: false,
  notices: false,
  maximised: false,
  activeAt: 0,
  handedOff: false,
  language: null,
};

/** Where storage is blocked, the choices last as long as the page. */
let inMemory: Partial<Kept> = {};

export function kept(): Kept {
  return { ...NOTHING, ...stored(), ...inMemory };
}

export function keep(change: Partial<Kept>): void {
  const all = { ...kept(), ...change };
  try {
    localStorage.setItem(KEY, JSON.stringify(all));
    inMemory = {};
  } catch {
    inMemory = all;
  }
}

function stored(): Partial<Kept> {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return typeof found === "object" && found !== null ? found : {};
  } catch {
    return {};
  }
}
