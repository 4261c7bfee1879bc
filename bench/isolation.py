"""Print what a page hears of what is done in a field that stands on it, for four ways of putting
the field there: `python -m bench.isolation`. Needs Chromium.

Somebody clicks into the field, from one of the page, and writes two letters and a line break. The
page listens on window and document, in both phases, with listeners that were there before the
field (early) and such that came after (late)."""

from __future__ import annotations

import shutil

from playwright.sync_api import Page, sync_playwright

TYPES = (
    "keydown keypress keyup beforeinput input focusin focusout focus blur"
    " pointerdown mousedown mouseup click"
)
PAGE = "<!doctype html><body><input id='own'></body>"
PREPARED = """(types) => {
  window.types = types.split(" ");
  window.heard = {};
  window.listen = (when) => {
    for (const [name, target] of [["window", window], ["document", document]]) {
      for (const capture of [true, false]) {
        const who = `${when} ${name} ${capture ? "capture" : "bubble"}`;
        for (const type of types.split(" ")) {
          const note = () => (heard[who] ??= {})[type] = (heard[who][type] ?? 0) + 1;
          target.addEventListener(type, note, capture);
        }
      }
    }
  };
  listen("early");
}"""
IN_SHADOW = """
  const host = document.documentElement.appendChild(document.createElement("x-chat"));
  const root = host.attachShadow({ mode: "open" });
  window.field = root.appendChild(document.createElement("textarea"));
"""
WAYS = {
    "a shadow root": IN_SHADOW,
    "a shadow root whose host stops what bubbles": IN_SHADOW
    + "types.forEach((type) => host.addEventListener(type, (event) => event.stopPropagation()));",
    "a shadow root, events caught on the window": IN_SHADOW
    + """
  types.forEach((type) => window.addEventListener(type, (event) => {
    if (event.composedPath().includes(root)) event.stopImmediatePropagation();
  }, true));
""",
    "a frame of the same origin": """
  const frame = document.documentElement.appendChild(document.createElement("iframe"));
  const inside = frame.contentDocument;
  window.field = inside.body.appendChild(inside.createElement("textarea"));
""",
}
MIDDLE = """() => {
  const { left, top } = field.getBoundingClientRect();
  const frame = field.ownerDocument.defaultView.frameElement?.getBoundingClientRect();
  return [left + 10 + (frame?.left ?? 0), top + 10 + (frame?.top ?? 0)];
}"""


def heard_by(page: Page, way: str) -> dict[str, dict[str, int]]:
    page.set_content(PAGE)
    page.evaluate(PREPARED, TYPES)
    page.evaluate(f"() => {{ {way} }}")
    page.evaluate("() => { listen('late'); own.focus(); heard = {}; }")
    x, y = page.evaluate(MIDDLE)
    page.mouse.click(x, y)
    page.keyboard.type("ab\n")
    assert page.evaluate("() => field.value") == "ab\n"
    found: dict[str, dict[str, int]] = page.evaluate("() => heard")
    return found


def main() -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        print(f"Chromium {browser.version}")
        for name, way in WAYS.items():
            print(f"\n{name}")
            heard = heard_by(browser.new_page(), way)
            for who, types in sorted(heard.items()):
                print(f"  {who:24}", ", ".join(f"{kind} {n}" for kind, n in types.items()))
            print(f"  in all {sum(sum(types.values()) for types in heard.values())}")
        browser.close()


if __name__ == "__main__":
    main()
