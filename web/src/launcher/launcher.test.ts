import axe from "axe-core";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ChatController, ChatModule, MountOptions } from "../widget/contract";
import { preferences, savePreferences } from "../widget/preferences";
import { apiOf, type BeianChatApi } from "./api";
import { newEmitter } from "./emitter";
import { launcherOf, type Launcher } from "./launcher";
import { settingsOf } from "./settings";

/** A chat module that only says what the launcher asked of it. */
class FakeChat implements ChatModule {
  readonly calls: unknown[][] = [];
  mounted: MountOptions | undefined;

  mount(options: MountOptions): ChatController {
    this.mounted = options;
    options.emit("ready", undefined);
    let isOpen = false;
    const set = (open: boolean): void => {
      if (open !== isOpen) {
        isOpen = open;
        options.emit(open ? "open" : "close", undefined);
      }
    };
    return {
      get isOpen() {
        return isOpen;
      },
      open: (focus) => {
        this.calls.push(["open", focus]);
        set(true);
      },
      close: () => set(false),
      identify: (identity) => void this.calls.push(["identify", identity]),
      setLanguage: (language) => void this.calls.push(["setLanguage", language]),
      setPage: (page) => void this.calls.push(["setPage", page]),
    };
  }
}

let chat: FakeChat;
let importChat: ReturnType<typeof vi.fn<(attempt: number) => Promise<ChatModule>>>;
let api: BeianChatApi;

function embed(attributes: Record<string, string> = {}): Launcher {
  const script = document.createElement("script");
  script.src = "https://desk.example/widget.js";
  for (const [name, value] of Object.entries(attributes)) {
    script.setAttribute(`data-${name}`, value);
  }
  const emitter = newEmitter();
  const launcher = launcherOf(settingsOf(script), emitter, importChat, vi.fn());
  api = apiOf(launcher, emitter, "1.2.3");
  launcher.start();
  return launcher;
}

/** The element of the launcher made last. Those of earlier tests are still there, because they come
 * back when they are removed. */
function host(): Element {
  return [...document.querySelectorAll("beian-chat")].at(-1)!;
}

function root(): ShadowRoot {
  return host().shadowRoot!;
}

function button(): HTMLButtonElement {
  return root().querySelector<HTMLButtonElement>(".beian-launcher-button")!;
}

const loaded = (): Promise<void> => vi.waitFor(() => expect(chat.mounted).toBeDefined());
const opened = (): Promise<void> =>
  vi.waitFor(() => expect(button().getAttribute("aria-expanded")).toBe("true"));

beforeEach(() => {
  chat = new FakeChat();
  importChat = vi.fn(() => Promise.resolve(chat));
  document.documentElement.lang = "zh-CN";
});

// The launcher looks again a second after it moved, while there is a page still: timers fire in order.
afterAll(() => new Promise((resolve) => setTimeout(resolve, 1001)));

afterEach(() => {
  (root().activeElement as HTMLElement | null)?.blur();
  document.body.replaceChildren();
  localStorage.clear();
  vi.restoreAllMocks();
});

describe("the button", () => {
  it("loads the chat on the first press only, and opens it with the focus inside", async () => {
    embed();
    expect(importChat).not.toHaveBeenCalled();
    button().click();
    expect(button().getAttribute("aria-busy")).toBe("true");
    await opened();
    expect(button().getAttribute("aria-busy")).toBe("false");
    expect(chat.calls).toEqual([["open", true]]);
    button().click();
    expect(button().getAttribute("aria-expanded")).toBe("false");
    button().click();
    expect(importChat).toHaveBeenCalledTimes(1);
    expect(chat.calls).toHaveLength(2);
  });

  it("is labelled in the language of the page", () => {
    embed();
    expect(button().getAttribute("aria-label")).toBe("打开在线咨询");
    document.body.replaceChildren();
    document.documentElement.lang = "en-GB";
    embed();
    expect(button().getAttribute("aria-label")).toBe("Open chat");
  });

  it("shows and announces how many messages are unread, until the chat is open", async () => {
    document.documentElement.lang = "en";
    embed();
    button().click();
    await opened();
    api.close();
    chat.mounted!.emit("unread", 2);
    expect(root().querySelector(".beian-launcher-badge")!.textContent).toBe("2");
    expect(root().querySelector("[role=status]")!.textContent).toBe("2 new messages");
    expect(button().getAttribute("aria-label")).toBe("Open chat (2 new messages)");
    chat.mounted!.emit("unread", 120);
    expect(root().querySelector(".beian-launcher-badge")!.textContent).toBe("99+");
    chat.mounted!.emit("unread", 0);
    expect(root().querySelector<HTMLElement>(".beian-launcher-badge")!.hidden).toBe(true);
    expect(root().querySelector("[role=status]")!.textContent).toBe("");
  });

  it("gets the focus back", async () => {
    embed();
    button().click();
    await opened();
    chat.mounted!.returnFocus();
    expect(root().activeElement).toBe(button());
  });

  it("has no accessibility violations, with a badge and with the note of a failure", async () => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    importChat.mockRejectedValueOnce(new TypeError("Failed to fetch"));
    embed();
    const violations = async (): Promise<string[]> => {
      const rules = { "color-contrast": { enabled: false } };
      const found = await axe.run(host(), { rules });
      return found.violations.map(({ id }) => id);
    };
    button().click();
    await vi.waitFor(() => expect(root().querySelector(".beian-launcher-retry")).not.toBeNull());
    expect(await violations()).toEqual([]);
    root().querySelector<HTMLButtonElement>(".beian-launcher-retry")!.click();
    await opened();
    api.close();
    chat.mounted!.emit("unread", 3);
    expect(await violations()).toEqual([]);
  });

  it("stands outside the body, and is back whenever it is removed", async () => {
    embed();
    const own = host();
    expect(own.parentNode).toBe(document.documentElement);
    const body = document.createElement("body");
    document.documentElement.replaceChild(body, document.body);
    expect(own.isConnected).toBe(true);
    own.remove();
    await vi.waitFor(() => expect(own.parentNode).toBe(document.documentElement));
  });

  it("gives up for a while against a page that removes it each time", async () => {
    embed();
    const own = host();
    let removals = 0;
    const cleaner = new MutationObserver(() => {
      if (own.isConnected) {
        removals += 1;
        own.remove();
      }
    });
    cleaner.observe(document.documentElement, { childList: true });
    own.remove();
    await vi.waitFor(() => expect(removals).toBeGreaterThan(10));
    await Promise.resolve();
    expect(removals).toBeLessThan(30);
    cleaner.disconnect();
    await vi.waitFor(() => expect(own.isConnected).toBe(true), { timeout: 3000 });
  });

  it("gets the focus back that it lost when it was removed", async () => {
    embed();
    button().focus();
    const own = host();
    own.remove();
    await vi.waitFor(() => expect(own.isConnected).toBe(true));
    expect(root().activeElement).toBe(button());
  });

  it("has presses and keys to itself", () => {
    embed();
    const heard = vi.fn();
    const types = ["click", "keydown", "paste", "focusin"];
    types.forEach((type) => document.addEventListener(type, heard, true));
    const inside = vi.fn((event: Event) => event.preventDefault());
    button().addEventListener("keydown", inside);
    const key = new KeyboardEvent("keydown", {
      key: "s",
      bubbles: true,
      composed: true,
      cancelable: true,
    });
    button().focus();
    button().dispatchEvent(key);
    button().click();
    types.forEach((type) => document.removeEventListener(type, heard, true));
    expect(heard).not.toHaveBeenCalled();
    expect(inside).toHaveBeenCalledTimes(1);
    expect((inside.mock.calls[0]![0] as KeyboardEvent).key).toBe("s");
    expect(key.defaultPrevented).toBe(true);
    expect(importChat).toHaveBeenCalledTimes(1);
  });

  it("has keys to itself where every key event is a composed one, as in Firefox", () => {
    Object.defineProperty(KeyboardEvent.prototype, "composed", {
      get: () => true,
      configurable: true,
    });
    embed();
    const inside = vi.fn<(event: KeyboardEvent) => void>();
    button().addEventListener("keydown", inside);
    button().dispatchEvent(
      new KeyboardEvent("keydown", { key: "s", shiftKey: true, bubbles: true }),
    );
    delete (KeyboardEvent.prototype as { composed?: boolean }).composed;
    expect(inside).toHaveBeenCalledTimes(1);
    const [heard] = inside.mock.calls[0]!;
    expect([heard.composed, heard.key, heard.shiftKey]).toEqual([false, "s", true]);
  });
});

describe("without a connection", () => {
  it("says that loading failed, and tries again under another address", async () => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    importChat.mockRejectedValueOnce(new TypeError("Failed to fetch"));
    embed();
    button().click();
    const alert = root().querySelector("[role=alert]")!;
    await vi.waitFor(() => expect(alert.textContent).toContain("没能打开在线咨询"));
    expect(button().getAttribute("aria-busy")).toBe("false");
    root().querySelector<HTMLButtonElement>(".beian-launcher-retry")!.click();
    await opened();
    expect(alert.textContent).toBe("");
    expect(importChat.mock.calls).toEqual([[0], [1]]);
  });

  it("lets the note be put away, with the focus back on the button", async () => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    importChat.mockRejectedValueOnce(new TypeError("Failed to fetch"));
    embed();
    button().click();
    const note = (): HTMLButtonElement | null => root().querySelector(".beian-launcher-dismiss");
    await vi.waitFor(() => expect(note()).not.toBeNull());
    note()!.click();
    expect(note()).toBeNull();
    expect(root().activeElement).toBe(button());
  });
});

describe("attributes", () => {
  it("are read, and unknown values mean the default", () => {
    const script = document.createElement("script");
    script.src = "https://desk.example/chat/widget.js?v=1";
    Object.assign(script.dataset, { language: "en", title: "Help", theme: "dark" });
    Object.assign(script.dataset, { position: "left", token: "t", open: "", launcher: "false" });
    expect(settingsOf(script)).toEqual({
      server: "https://desk.example/chat/",
      language: "en",
      title: "Help",
      theme: "dark",
      position: "left",
      token: "t",
      open: true,
      page: false,
      launcher: false,
    });
    Object.assign(script.dataset, { language: "fr", theme: "x", position: "top", open: "false" });
    expect(settingsOf(script)).toMatchObject({
      language: undefined,
      theme: "auto",
      position: "right",
      open: false,
    });
  });

  it("reach the chat", async () => {
    embed({ language: "en", title: "Help", token: "signed", open: "true" });
    await opened();
    expect(chat.mounted).toMatchObject({
      server: "https://desk.example/",
      language: "en",
      title: "Help",
      identity: "signed",
      hasButton: true,
    });
    expect(chat.calls).toEqual([["open", false]]);
  });

  it("data-launcher=false leaves only the API, and the focus goes back to the page", async () => {
    embed({ launcher: "false" });
    expect(button().hidden).toBe(true);
    const own = document.body.appendChild(document.createElement("button"));
    own.focus();
    api.open();
    await loaded();
    expect(chat.mounted!.hasButton).toBe(false);
    own.blur();
    chat.mounted!.returnFocus();
    expect(document.activeElement).toBe(own);
  });

  it("data-theme and data-position stand on the element, for style sheets", () => {
    embed({ theme: "dark", position: "left" });
    expect(host().getAttribute("theme")).toBe("dark");
    expect(host().getAttribute("position")).toBe("left");
  });
});

describe("the API before the chat is loaded", () => {
  it("keeps what the page says until then", async () => {
    embed();
    const bring = (): string => "token";
    api.identify(bring);
    api.setLanguage("en-US");
    expect(button().getAttribute("aria-label")).toBe("Open chat");
    api.open();
    await opened();
    expect(chat.mounted).toMatchObject({ identity: bring, language: "en" });
    api.identify(null);
    api.setLanguage("zh");
    expect(chat.calls).toEqual([
      ["open", true],
      ["identify", null],
      ["setLanguage", "zh"],
    ]);
  });

  it("tells agents no page unless the site says so", async () => {
    embed();
    api.open();
    await opened();
    expect(chat.mounted!.page).toBe(false);
    chat = new FakeChat();
    embed({ page: "true" });
    api.open();
    await opened();
    expect(chat.mounted!.page).toBe(true);
    const page = { address: "https://shop.example/cart" };
    api.setPage(page);
    expect(chat.calls.at(-1)).toEqual(["setPage", page]);
  });

  it("a close while it loads wins over the open before", async () => {
    embed();
    api.open();
    api.close();
    await loaded();
    await Promise.resolve();
    expect(chat.calls).toEqual([]);
    api.toggle();
    expect(chat.calls).toEqual([["open", true]]);
  });

  it("refuses what it does not understand, in words", () => {
    embed();
    expect(() => api.setLanguage("fr")).toThrow(/zh or en/);
    expect(() => api.identify(5 as never)).toThrow(/token/);
  });

  it("hands events to listeners, and an off ends it", async () => {
    embed();
    const ready = vi.fn();
    const message = vi.fn();
    api.on("ready", ready);
    const off = api.on("message", message);
    api.open();
    await opened();
    expect(ready).toHaveBeenCalledTimes(1);
    chat.mounted!.emit("message", { id: "m1", author: "assistant" });
    off();
    chat.mounted!.emit("message", { id: "m2", author: "assistant" });
    expect(message.mock.calls).toEqual([[{ id: "m1", author: "assistant" }]]);
    const late = vi.fn();
    api.on("ready", late);
    expect(late).toHaveBeenCalledTimes(1);
  });
});

describe("on the next page", () => {
  it("a chat that was left open is there again, without taking the focus", async () => {
    savePreferences({ open: true });
    embed();
    await opened();
    expect(chat.calls).toEqual([["open", false]]);
  });

  it("a small screen keeps the page in view", () => {
    vi.stubGlobal("matchMedia", () => ({ matches: true }));
    savePreferences({ open: true });
    embed();
    expect(importChat).not.toHaveBeenCalled();
    vi.unstubAllGlobals();
  });

  it("a conversation of the last half hour is followed, closed", async () => {
    savePreferences({ activeAt: Date.now() - 31 * 60_000 });
    embed();
    expect(importChat).not.toHaveBeenCalled();
    document.body.replaceChildren();
    savePreferences({ activeAt: Date.now() - 60_000 });
    embed();
    await loaded();
    expect(chat.calls).toEqual([]);
  });

  it("a conversation that waits for a person is followed however old it is", async () => {
    savePreferences({ activeAt: Date.now() - 24 * 3_600_000, handedOff: true });
    embed();
    await loaded();
    expect(chat.calls).toEqual([]);
  });

  it("the language chosen in the panel stays while the page keeps its own", async () => {
    embed({ open: "" });
    await opened();
    chat.mounted!.languageChosen("en");
    expect(button().getAttribute("aria-label")).toBe("Close chat");
    document.body.replaceChildren();
    embed();
    expect(button().getAttribute("aria-label")).toBe("Open chat");
    api.setLanguage("zh");
    expect(preferences().language).toEqual({ chosen: "en", page: "zh" });
    document.documentElement.lang = "en";
    await vi.waitFor(() => expect(preferences().language).toBeNull());
  });
});

describe("news for who is signed in", () => {
  const answers = (unread: number): ReturnType<typeof vi.fn> =>
    vi.fn(() => Promise.resolve(new Response(null, { status: unread ? 200 : 204 })));

  afterEach(() => {
    vi.unstubAllGlobals();
    localStorage.clear();
  });

  it("loads the chat where there is something unread, with the token alone", async () => {
    const fetched = answers(2);
    vi.stubGlobal("fetch", fetched);
    embed({ token: "a token" });
    await loaded();
    expect(fetched).toHaveBeenCalledWith("https://desk.example/chat/unread", {
      method: "POST",
      body: "a token",
    });
    expect(chat.calls).toEqual([]);
  });

  it("asks again when the page signs somebody in later", async () => {
    vi.stubGlobal("fetch", answers(1));
    embed();
    api.identify(() => Promise.resolve("a token"));
    await loaded();
  });

  it.each([
    ["there is nothing", answers(0)],
    ["the desk does not answer", vi.fn(() => Promise.reject(new TypeError("Failed to fetch")))],
  ])("loads nothing where %s", async (_, fetched) => {
    vi.stubGlobal("fetch", fetched);
    embed({ token: "a token" });
    await vi.waitFor(() => expect(fetched).toHaveBeenCalled());
    await Promise.resolve();
    expect(importChat).not.toHaveBeenCalled();
  });

  it("asks again when the visitor comes back to the page, once a minute at most", async () => {
    let now = 10_000;
    const comesBack = (): void => {
      const event = new Event("visibilitychange");
      Object.defineProperty(event, "timeStamp", { value: now });
      document.dispatchEvent(event);
    };
    const fetched = answers(0);
    vi.stubGlobal("fetch", fetched);
    // The launchers of earlier tests come back too.
    const asked = (): number =>
      fetched.mock.calls.filter(([, { body }]) => body === "who comes back").length;
    embed({ token: "who comes back" });
    await vi.waitFor(() => expect(asked()).toBe(1));
    comesBack();
    now = 70_000;
    comesBack();
    comesBack();
    await vi.waitFor(() => expect(asked()).toBe(2));
    fetched.mockImplementation(answers(1));
    now = 140_000;
    const hidden = vi.spyOn(document, "hidden", "get").mockReturnValue(true);
    comesBack();
    hidden.mockRestore();
    comesBack();
    await loaded();
    now = 210_000;
    comesBack(); // The chat hears of news by itself.
    await Promise.resolve();
    expect(asked()).toBe(3);
  });

  it("asks nothing where nobody is signed in", () => {
    const fetched = answers(1);
    vi.stubGlobal("fetch", fetched);
    embed();
    expect(fetched).not.toHaveBeenCalled();
  });
});
