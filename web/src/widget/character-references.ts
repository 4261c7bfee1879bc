/** Stands in for the package `entities` in the chat's bundle (vite.chat.config.ts): its table of
 * 2,231 names is an eighth of what opening the chat would load, and markdown-it needs it for
 * addresses of links alone, as the chat's Markdown has no character references. */

const NAMED = new Map(Object.entries({ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" }));
const LAST_CODE_POINT = 0x10ffff;
const REFERENCE = /&(?:#x([\da-f]{1,6})|#(\d{1,7})|([a-z]+));/gi;

export function decodeHTMLStrict(text: string): string {
  return text.replace(REFERENCE, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) {
      return NAMED.get(name) ?? whole;
    }
    const point = hex === undefined ? parseInt(decimal ?? "", 10) : parseInt(hex, 16);
    return point > 0 && point <= LAST_CODE_POINT ? String.fromCodePoint(point) : "\ufffd";
  });
}
