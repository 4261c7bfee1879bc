import { expect, it } from "vitest";
import { decodeHTMLStrict } from "./character-references";

it.each([
  ["a?b=1&amp;c=2", "a?b=1&c=2"],
  ["&#20013;&#x6587;", "中文"],
  ["&copy; &amp", "&copy; &amp"],
  ["&constructor;", "&constructor;"],
  ["&#0;&#x110000;", "\ufffd\ufffd"],
])("decodes %s", (text, decoded) => {
  expect(decodeHTMLStrict(text)).toBe(decoded);
});
