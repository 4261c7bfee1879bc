import { describe, expect, it } from "vitest";

import { rendered } from "./markdown";

function html(text: string): string {
  const box = document.createElement("div");
  box.append(rendered(text));
  return box.innerHTML.trim();
}

const LINK = 'target="_blank" rel="noopener noreferrer"';

describe("the subset", () => {
  it.each([
    ["one\ntwo", "<p>one<br>\ntwo</p>"],
    ["one\n\ntwo", "<p>one</p>\n<p>two</p>"],
    ["**bold** and *italic*", "<p><strong>bold</strong> and <em>italic</em></p>"],
    ["- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"],
    ["3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'],
    ["`a < b`", "<p><code>a &lt; b</code></p>"],
    ["**注意：**请核对", "<p><strong>注意：</strong>请核对</p>"],
    ["[go](https://a.example/)", `<p><a href="https://a.example/" ${LINK}>go</a></p>`],
    ["[call](tel:+8610)", `<p><a href="tel:+8610" ${LINK}>call</a></p>`],
  ])("%j", (text, expected) => expect(html(text)).toBe(expected));

  it.each(["# Title", "> quote", "~~gone~~", "---", "    code", "| a | b |", "&nbsp;"])(
    "%j stays as it is written",
    (text) => expect(rendered(text).textContent?.trim()).toBe(text.trim()),
  );
});

describe("a name on file, as the assistant puts it into an answer,", () => {
  it.each([
    ["网站[链接\\](http\\://x.example)已注销", "网站[链接](http://x.example)已注销"],
    ["{0.\\_\\_class__}", "{0.__class__}"],
    ["\\*星* 和 \\*月*", "*星* 和 *月*"],
    ["\\`rm\\` \\<b> \\<https\\://x.example>", "`rm` <b> <https://x.example>"],
    ["写信 mail\\@example.cn，mailto\\:x", "写信 mail@example.cn，mailto:x"],
    ["a\\\\\\*b", "a\\*b"],
  ])("%j is text", (text, shown) => {
    expect(rendered(text).textContent?.trim()).toBe(shown);
    expect(html(text)).not.toMatch(/<(?:a|strong|em|code)\b/);
  });
});

describe("what an answer really contains stays whole", () => {
  it.each([
    "138****5678 和 139****5678",
    "张** 和李**的手机",
    "负责人张*伟，主体李*明",
    "J*** ***** and K*** *****",
    "姓名：____ 日期：____",
    "____有限公司____，签字____年____月",
    "snake_case_name",
    "2 * 3 * 4",
  ])("%s", (text) => expect(rendered(text).textContent?.trim()).toBe(text));
});

describe("addresses in a text", () => {
  it.each([
    ["请登录https://beian.miit.gov.cn/查看", "https://beian.miit.gov.cn/"],
    ["查询 http://example.com，然后", "http://example.com"],
    ["（https://a.example/b?c=d）", "https://a.example/b?c=d"],
    ["<https://a.example/x>", "https://a.example/x"],
    ["mail help@example.com.", "mailto:help@example.com"],
  ])("%s", (text, href) => {
    const links = [...rendered(text).querySelectorAll("a")];
    expect(links.map((link) => link.getAttribute("href"))).toEqual([href]);
    expect(rendered(text).textContent?.trim()).toBe(text.replace(/[<>]/g, ""));
  });
});

it("a bare domain, of a cancelled website perhaps, is no link", () => {
  expect(rendered("网站 example.com 和 www.example.cn 已注销").querySelector("a")).toBeNull();
});

describe("nothing that runs or reaches out gets in", () => {
  it.each([
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](vbscript:x)",
    "[x](//evil.example)",
    "![x](https://evil.example/pixel.png)",
    "<a href='https://evil.example' onclick='x()'>a</a>",
    '[x](https://a.example "onmouseover=alert(1)")',
    '```"><img src=x>\n</code><script>x</script>\n```',
  ])("%s", (text) => {
    const fragment = rendered(text);
    expect(fragment.querySelector("script, img, iframe, svg, style, [onclick]")).toBeNull();
    for (const element of fragment.querySelectorAll("*")) {
      for (const { name, value } of element.attributes) {
        expect(["href", "target", "rel", "start"]).toContain(name);
        if (name === "href") {
          expect(value).toMatch(/^(https?:|mailto:|tel:)/);
        }
      }
    }
  });
});
