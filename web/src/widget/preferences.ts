/** What the visitor chose, stored in the browser. The launcher reads it too. */

import type { Language } from "../client/protocol";

export interface Preferences {
  /** Whether the panel was open when the page was left. */
  open: boolean;
  sound: boolean;
  notices: boolean;
  maximised: boolean;
  /** When the last message came or went, in ms since 1970; 0 if none ever did. */
  activeAt: number;
  /** The visitor waits for an agent, talks to one, or has an unanswered ticket. */
  handedOff: boolean;
  /** The language chosen in the panel, valid while the page's own language is `page`. */
  language: { chosen: Language; page: Language } | null;
}

const KEY = "beian-chat.choices";
const DEFAULTS: Preferences = {
  open: false,
  sound: false,
  notices: false,
  maximised: false,
  activeAt: 0,
  handedOff: false,
  language: null,
};

/** Where storage is blocked, preferences last as long as the page. */
let inMemory: Partial<Preferences> = {};

export function preferences(): Preferences {
  return { ...DEFAULTS, ...stored(), ...inMemory };
}

export function savePreferences(change: Partial<Preferences>): void {
  const all = { ...preferences(), ...change };
  try {
    localStorage.setItem(KEY, JSON.stringify(all));
    inMemory = {};
  } catch {
    inMemory = all;
  }
}

function stored(): Partial<Preferences> {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return typeof found === "object" && found !== null ? found : {};
  } catch {
    return {};
  }
}
