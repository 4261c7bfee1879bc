import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { PLACED } from "../components/placed";
import { savePreferences } from "../widget/preferences";
import { tease } from "./teaser";

const TEXT = "Questions about your filing?";
let root: ShadowRoot;

function launcher(): HTMLButtonElement {
  return root.querySelector<HTMLButtonElement>(".beian-launcher-button")!;
}

function bubble(): HTMLElement | null {
  return root.querySelector(".beian-teaser");
}

function button(name: string): HTMLButtonElement {
  return root.querySelector<HTMLButtonElement>(`.beian-teaser-${name}`)!;
}

/** A page that has come up with the launcher, and a teaser after five seconds. */
function onPage(): void {
  document.querySelector("beian-chat")?.remove();
  const host = document.documentElement.appendChild(document.createElement("beian-chat"));
  root = host.attachShadow({ mode: "open" });
  root.innerHTML =
    "<section class='beian-launcher-region' lang='en'>" +
    "<button class='beian-launcher-button' aria-expanded='false'></button></section>";
  tease(root, TEXT, 5);
}

function shown(): HTMLElement {
  onPage();
  vi.advanceTimersByTime(5200);
  return bubble()!;
}

/** A dialog of the page; jsdom lays nothing out. */
function dialog(): HTMLElement {
  const element = document.body.appendChild(document.createElement("div"));
  element.setAttribute("role", "dialog");
  element.getClientRects = () => [new DOMRect()] as unknown as DOMRectList;
  return element;
}

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
});

afterEach(() => {
  vi.clearAllTimers();
  vi.useRealTimers();
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

it("comes when its time has come, before the button, and takes no focus", () => {
  onPage();
  vi.advanceTimersByTime(4800);
  expect(bubble()).toBeNull();
  vi.advanceTimersByTime(400);
  expect(bubble()?.textContent).toBe(TEXT);
  expect(bubble()?.nextElementSibling).toBe(launcher());
  expect(root.activeElement).toBeNull();
  expect(button("dismiss").getAttribute("aria-label")).toBe("Dismiss for good");
});

it("counts only the time that the page is in sight", () => {
  const visibility = vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
  onPage();
  vi.advanceTimersByTime(60_000);
  expect(bubble()).toBeNull();
  visibility.mockReturnValue("visible");
  vi.advanceTimersByTime(5400);
  expect(bubble()).not.toBeNull();
});

it("opens the chat", () => {
  shown();
  const opened = vi.fn();
  launcher().addEventListener("click", opened);
  button("open").click();
  expect(opened).toHaveBeenCalledTimes(1);
  expect(bubble()).toBeNull();
});

describe("is shown once per visitor", () => {
  it("also when it was left alone", () => {
    shown();
    onPage();
    vi.advanceTimersByTime(60_000);
    expect(bubble()).toBeNull();
  });

  it("and is gone for good once put away, with the focus on the button", () => {
    shown();
    button("dismiss").focus();
    button("dismiss").click();
    expect(root.activeElement).toBe(launcher());
    vi.advanceTimersByTime(60_000);
    expect(bubble()).toBeNull();
  });

  it("where storage is blocked, once a page", () => {
    for (const method of ["getItem", "setItem"] as const) {
      vi.spyOn(Storage.prototype, method).mockImplementation(() => {
        throw new DOMException("blocked", "SecurityError");
      });
    }
    shown();
    button("dismiss").click();
    vi.advanceTimersByTime(60_000);
    expect(bubble()).toBeNull();
  });
});

it("is put away by Escape", () => {
  shown();
  button("open").focus();
  const key = new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true });
  button("open").dispatchEvent(key);
  expect(key.defaultPrevented).toBe(true);
  expect(bubble()).toBeNull();
});

it("leaves alone whoever chats, or has chatted before", () => {
  savePreferences({ activeAt: 1 });
  expect(shown()).toBeNull();
  localStorage.clear();
  expect(shown()).not.toBeNull();
  launcher().setAttribute("aria-expanded", "true");
  vi.advanceTimersByTime(200);
  expect(bubble()).toBeNull();
});

describe("stays off a dialog of the page's", () => {
  it("that was there before, until it is gone", () => {
    const own = dialog();
    expect(shown()).toBeNull();
    own.remove();
    vi.advanceTimersByTime(200);
    expect(bubble()).not.toBeNull();
  });

  it("that comes later", () => {
    shown();
    dialog();
    vi.advanceTimersByTime(200);
    expect(bubble()).toBeNull();
  });

  it("into which the chat has moved", () => {
    shown();
    document.body.append(root.host);
    root.dispatchEvent(new CustomEvent(PLACED));
    expect(bubble()).toBeNull();
  });

  it("but not off one that is hidden", () => {
    dialog().setAttribute("aria-hidden", "true");
    expect(shown()).not.toBeNull();
  });
});
