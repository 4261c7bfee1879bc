import type { Link } from "../../client/protocol";

interface ShownLink extends Link {
  isFile: boolean;
}

const SAFE = new Set(["http:", "https:", "mailto:", "tel:"]);
const FILE = /\.(?:docx?|pdf|xlsx?|csv|txt|zip|png|jpe?g)$/i;

/** Return the links of a message that are safe to show, and whether each leads to a file. */
export function shownLinks(links: readonly Link[]): ShownLink[] {
  return links.flatMap((link) => {
    const url = parsed(link.url);
    return url && SAFE.has(url.protocol) ? [{ ...link, isFile: FILE.test(url.pathname) }] : [];
  });
}

function parsed(url: string): URL | null {
  try {
    return new URL(url, document.baseURI);
  } catch {
    return null;
  }
}
