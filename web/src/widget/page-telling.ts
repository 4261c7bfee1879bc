/** Tells the desk the page that the visitor is on, as far as the site wants it told; loaded where it
 * does. */

import type { Chat, SitePage } from "../client/state";
import type { ToldPage } from "./contract";

/** Pages of a single-page app change without an event that all browsers have. */
const LOOK_MS = 1000;
/** What the desk takes. */
const LONGEST = { address: 2000, title: 1000 };

let looking: ReturnType<typeof setInterval> | undefined;
let told = "";

/** Tell a page; true: the one in the address bar, from now on; null: none any more. */
export function tellPage(chat: Chat, page: ToldPage): void {
  clearInterval(looking);
  if (page === true) {
    const look = (): void => tell(chat, presentPage());
    look();
    looking = setInterval(look, LOOK_MS);
  } else {
    tell(chat, page || null);
  }
}

function tell(chat: Chat, page: SitePage | null): void {
  const line = page && {
    address: String(page.address).slice(0, LONGEST.address),
    title: String(page.title ?? "").slice(0, LONGEST.title),
  };
  const words = line ? JSON.stringify(line) : "";
  if (words !== told) {
    told = words;
    chat.tellPage(line);
  }
}

/** The query and the fragment stay in the browser: they may hold what is nobody's business. */
function presentPage(): SitePage {
  const { origin, pathname } = location;
  return { address: origin + pathname, title: document.title };
}
