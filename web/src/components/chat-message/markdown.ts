/** The Markdown subset of messages: paragraphs, line breaks, bold, italic, lists, code, links. */

import DOMPurify, { type Config, type WindowLike } from "dompurify";
import MarkdownIt from "markdown-it";

const SAFE_LINK = /^(?:https?:|mailto:|tel:)/i;
/** Letters and punctuation of Chinese text. An address ends where they follow directly. */
const CHINESE = /[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]/g;

const markdown = new MarkdownIt("zero", { html: false, linkify: true, breaks: true });
markdown.enable([
  "newline",
  "escape",
  "emphasis",
  "list",
  "backticks",
  "fence",
  "link",
  "autolink",
  "linkify",
]);
markdown.validateLink = (url) => SAFE_LINK.test(url.trim());

/** Emphasis begins only after a blank or punctuation, and three marks or more are no emphasis:
 * otherwise two masked names or numbers of an answer (张*, 138****5678) would lose their
 * asterisks, and a letter's blanks their underscores. It may end before any character, which
 * CommonMark refuses after Chinese punctuation (**注意：**请…). */
class PlainTextFirst extends markdown.inline.State {
  override scanDelims(start: number, canSplitWord: boolean) {
    const run = super.scanDelims(start, canSplitWord);
    const before = this.src[start - 1] ?? " ";
    const after = this.src.charAt(start + run.length) || " ";
    const short = run.length <= 2;
    return {
      ...run,
      can_open: short && /[\s\p{P}\p{S}]/u.test(before) && !/\s/.test(after),
      can_close: short && !/\s/.test(before) && (canSplitWord || run.can_close),
    };
  }
}
markdown.inline.State = PlainTextFirst;

// A bare domain stays text (linkify-it's default): answers name websites that were cancelled, and
// whoever holds such a domain by now should get no visitors from us.

/** Replace Chinese characters by blanks. Positions stay the same, as each is one UTF-16 unit. */
const withoutChinese = (text: string) => text.replace(CHINESE, " ");
const { linkify } = markdown;
const match = linkify.match.bind(linkify);
const matchAtStart = linkify.matchAtStart.bind(linkify);
linkify.match = (text) => match(withoutChinese(text));
linkify.matchAtStart = (text) => matchAtStart(withoutChinese(text));

const ALLOWED: Config & { RETURN_DOM_FRAGMENT: true } = {
  ALLOWED_TAGS: ["p", "br", "strong", "em", "ul", "ol", "li", "code", "pre", "a"],
  ALLOWED_ATTR: ["href", "start"],
  ALLOW_DATA_ATTR: false,
  ALLOWED_URI_REGEXP: SAFE_LINK,
  // The first number of a list is not an address.
  ADD_URI_SAFE_ATTR: ["start"],
  RETURN_DOM_FRAGMENT: true,
};

// By these names, not by the window, where a page may have something else in their place.
const purifier = DOMPurify({
  document,
  DOMParser,
  Element,
  HTMLTemplateElement,
  Node,
  NodeFilter,
  trustedTypes: (window as Pick<WindowLike, "trustedTypes">).trustedTypes,
} as WindowLike);

/** Return a message's text as nodes. They are not HTML, so that pages which require Trusted Types
 * work too. */
export function rendered(text: string): DocumentFragment {
  const fragment = purifier.sanitize(markdown.render(text), ALLOWED);
  for (const link of fragment.querySelectorAll("a")) {
    link.target = "_blank";
    link.rel = "noopener noreferrer";
  }
  return fragment;
}
