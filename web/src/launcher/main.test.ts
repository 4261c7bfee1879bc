import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { BeianChatApi } from "./api";

async function runScript(attributes: Record<string, string> = {}): Promise<void> {
  vi.resetModules();
  const script = document.createElement("script");
  Object.assign(script.dataset, attributes);
  script.src = "https://desk.example/widget.js";
  vi.spyOn(document, "currentScript", "get").mockReturnValue(script);
  await import("./main");
}

function api(): BeianChatApi {
  return window.BeianChat as BeianChatApi;
}

beforeEach(() => {
  vi.stubGlobal("__CHAT_FILE__", "chat.12345678.js");
  vi.stubGlobal("__VERSION__", "1.2.3");
  document.documentElement.lang = "en";
});

afterEach(() => {
  delete window.BeianChat;
  document.body.replaceChildren();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

it("answers calls that the page queued before it ran, and those that go on queueing", async () => {
  const error = vi.spyOn(console, "error").mockImplementation(() => undefined);
  window.BeianChat = {
    queue: [["setLanguage", "zh"], ["dance"], ["setLanguage", "fr"], ["identify", "token"]],
  };
  await runScript();
  const root = document.querySelector("beian-chat")!.shadowRoot!;
  const button = root.querySelector("[aria-expanded]")!;
  expect(button.getAttribute("aria-label")).toBe("打开在线咨询");
  expect(error.mock.calls[0]).toEqual(['BeianChat has no method "dance".']);
  expect(error).toHaveBeenCalledTimes(2);
  api().queue.push(["setLanguage", "en"]);
  expect(button.getAttribute("aria-label")).toBe("Open chat");
});

it("shows one button, however often the tag stands in the page", async () => {
  const before = document.querySelectorAll("beian-chat").length;
  await runScript();
  const first = api();
  await runScript();
  expect(api()).toBe(first);
  expect(document.querySelectorAll("beian-chat")).toHaveLength(1 + before);
  expect(first.version).toBe("1.2.3");
});

it("says what is wrong when it is embedded as a module", async () => {
  const error = vi.spyOn(console, "error").mockImplementation(() => undefined);
  vi.resetModules();
  vi.spyOn(document, "currentScript", "get").mockReturnValue(null);
  await import("./main");
  expect(window.BeianChat).toBeUndefined();
  expect(error.mock.calls[0]?.[0]).toMatch(/plain script tag/);
});

describe("a chat for opening hours", () => {
  // Those of other tests put themselves back.
  let before = 0;
  const there = () => document.querySelectorAll("beian-chat").length > before;
  const answers = (...hours: (object | null)[]) => {
    const asked = vi.fn();
    for (const each of hours) {
      asked.mockImplementationOnce(() =>
        each ? Promise.resolve(Response.json(each)) : Promise.reject(new Error("cut")),
      );
    }
    vi.stubGlobal("fetch", asked);
    return asked;
  };

  beforeEach(() => {
    vi.useFakeTimers();
    before = document.querySelectorAll("beian-chat").length;
  });
  afterEach(() => void vi.useRealTimers());

  it("stays away until people are there", async () => {
    const asked = answers({ open: false }, { open: true });
    await runScript({ launcher: "hours" });
    await vi.advanceTimersByTimeAsync(0);
    expect(there()).toBe(false);
    await vi.advanceTimersByTimeAsync(300_000);
    expect(there()).toBe(true);
    expect(asked.mock.calls).toEqual(Array(2).fill(["https://desk.example/chat/hours"]));
  });

  it.each([[{ open: true }], [{ error: "no such address" }], [null]])(
    "is there where the desk answers %j",
    async (hours) => {
      answers(hours);
      await runScript({ launcher: "hours" });
      await vi.advanceTimersByTimeAsync(0);
      expect(there()).toBe(true);
    },
  );
});
