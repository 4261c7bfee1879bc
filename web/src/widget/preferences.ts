/** What the visitor chose, stored in the browser. The launcher reads it too. */

import type { Language } from "../client/protocol";

/** What was never chosen is not there. */
export interface Preferences {
  /** Whether the panel was open when the page was left. */
  open?: boolean;
  sound?: boolean;
  notices?: boolean;
  maximised?: boolean;
  /** When the last message came or went, in ms since 1970. */
  activeAt?: number;
  /** The visitor waits for an agent, talks to one, or has an unanswered ticket. */
  handedOff?: boolean;
  /** The language chosen in the panel, valid while the page's own language is `page`. */
  language?: { chosen: Language; page: Language } | null;
}

const KEY = "beian-chat.choices";

/** Where storage is blocked, preferences last as long as the page. */
let inMemory: Preferences = {};

export function preferences(): Preferences {
  return { ...stored(), ...inMemory };
}

export function savePreferences(change: Preferences): void {
  const all = { ...preferences(), ...change };
  try {
    localStorage.setItem(KEY, JSON.stringify(all));
    inMemory = {};
  } catch {
    inMemory = all;
  }
}

function stored(): Preferences | null {
  try {
    return JSON.parse(localStorage.getItem(KEY)!) as Preferences | null;
  } catch {
    return null;
  }
}
