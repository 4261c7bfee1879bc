import { nextTick } from "vue";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { ChatController, MountOptions } from "./contract";
import { exampleHandoff } from "../components/testing/examples";
import { FakeChat, message } from "./testing/fake-chat";
import { preferences, savePreferences } from "./preferences";
import { drawPanel } from "./panel";
import { SignIn } from "./sign-in";

let chat: FakeChat;
let controller: ChatController;
let root: ShadowRoot;
let told: unknown[][];
let returnFocus: ReturnType<typeof vi.fn<() => void>>;
let languageChosen: ReturnType<typeof vi.fn<(language: string) => void>>;

function mounted(change: Partial<MountOptions> = {}): void {
  chat = new FakeChat();
  told = [];
  returnFocus = vi.fn();
  languageChosen = vi.fn();
  root = document.body
    .appendChild(document.createElement("beian-chat"))
    .attachShadow({ mode: "open" });
  const options: MountOptions = {
    root,
    into: () => undefined,
    server: "https://desk.example/",
    language: "zh",
    title: undefined,
    hasButton: true,
    identity: undefined,
    page: null,
    emit: (name, detail) => void told.push([name, detail]),
    hears: () => false,
    languageChosen,
    returnFocus,
    ...change,
  };
  controller = drawPanel(chat, new SignIn(options.identity, options.emit), options);
}

function frame(): HTMLElement {
  return root.querySelector<HTMLElement>("[role=dialog]")!;
}

function composer(): HTMLTextAreaElement {
  return root.querySelector<HTMLTextAreaElement>(".beian-composer-field")!;
}

async function opened(): Promise<void> {
  controller.open(true);
  await nextTick();
  await nextTick();
}

function escape(): void {
  const init = { key: "Escape", bubbles: true, composed: true, cancelable: true };
  root.activeElement!.dispatchEvent(new KeyboardEvent("keydown", init));
}

beforeEach(() => mounted());

afterEach(() => {
  document.body.replaceChildren();
  localStorage.clear();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

it("connects at once, closed and out of the way", async () => {
  await Promise.resolve();
  expect(chat.calls).toEqual([["connect"]]);
  expect(told).toEqual([["ready", undefined]]);
  expect(frame().hasAttribute("inert")).toBe(true);
  expect(controller.isOpen).toBe(false);
});

it("opens as a labelled dialog with the focus where one writes", async () => {
  await opened();
  expect(frame().getAttribute("aria-label")).toBe("备案注销助手");
  expect(frame().hasAttribute("inert")).toBe(false);
  expect(frame().hasAttribute("aria-modal")).toBe(false);
  expect(root.activeElement).toBe(composer());
  expect(preferences().open).toBe(true);
  expect(told.at(-1)).toEqual(["open", undefined]);
});

it("closes on Escape and gives the focus back", async () => {
  await opened();
  escape();
  expect(controller.isOpen).toBe(false);
  expect(returnFocus).toHaveBeenCalledTimes(1);
  expect(preferences().open).toBe(false);
  expect(told.at(-1)).toEqual(["close", undefined]);
});

it("leaves Escape to an input method that is composing", async () => {
  await opened();
  const init = { key: "Escape", bubbles: true, isComposing: true };
  composer().dispatchEvent(new KeyboardEvent("keydown", init));
  expect(controller.isOpen).toBe(true);
});

it("does not take the focus where the page closes it while the user is elsewhere", async () => {
  controller.open(false);
  await nextTick();
  expect(root.activeElement).toBeNull();
  controller.close();
  expect(returnFocus).not.toHaveBeenCalled();
});

it("sends what is written", async () => {
  await opened();
  composer().value = "需要哪些材料？";
  composer().dispatchEvent(new Event("input"));
  await nextTick();
  composer().dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
  expect(chat.calls).toContainEqual(["sendText", "需要哪些材料？"]);
  expect(preferences().activeAt).toBeGreaterThan(0);
});

it("asks for a person from the first moment", async () => {
  await opened();
  root.querySelector<HTMLElement>(".beian-header-person")!.click();
  expect(chat.calls.at(-1)).toEqual(["sendText", "转人工"]);
  chat.show({ stage: "waiting" });
  await nextTick();
  expect(root.querySelector(".beian-header-person")).toBeNull();
});

it("passes on what is done in the list", async () => {
  await opened();
  const failed = message(2, { author: "visitor" });
  chat.show({
    phase: "online",
    earlier: true,
    messages: [message(1), { ...failed, delivery: "failed" }],
  });
  await nextTick();
  root.querySelector<HTMLElement>(".beian-earlier")!.click();
  root.querySelectorAll<HTMLElement>(".beian-failure button").forEach((button) => button.click());
  expect(chat.calls.slice(-3)).toEqual([["loadEarlier"], ["retry", "m2"], ["discard", "m2"]]);
});

it("rates, and begins anew", async () => {
  await opened();
  chat.show({ phase: "online", messages: [message(1), message(2, { author: "visitor" })] });
  await nextTick();
  const press = async (selector: string): Promise<void> => {
    await vi.waitFor(() => root.querySelector<HTMLElement>(selector)!.click());
    await nextTick();
  };
  await press(".beian-menu-button");
  const items = [...root.querySelectorAll<HTMLElement>("[role=menuitem]")];
  items.find((item) => item.textContent?.trim() === "开始新对话")!.click();
  await press(".beian-score input[value='4']");
  root.querySelector<HTMLFormElement>(".beian-rating-form")!.requestSubmit();
  expect(chat.calls.slice(-2)).toEqual([["rate", 4, undefined], ["newConversation"]]);
});

it("asks before it deletes, and says that it is done", async () => {
  await opened();
  chat.show({ phase: "online", messages: [message(1), message(2, { author: "visitor" })] });
  await nextTick();
  root.querySelector<HTMLElement>(".beian-menu-button")!.click();
  await nextTick();
  const items = [...root.querySelectorAll<HTMLElement>("[role=menuitem]")];
  items.find((item) => item.textContent?.trim() === "删除这次对话")!.click();
  expect(chat.calls).not.toContainEqual(["deleteConversation"]);
  await vi.waitFor(() => root.querySelector<HTMLElement>(".beian-delete button")!.click());
  expect(root.querySelector(".beian-panel-body")!.hasAttribute("inert")).toBe(true);
  expect(chat.calls).toContainEqual(["deleteConversation"]);
  chat.show({ deletion: "under_way" });
  await nextTick();
  expect(root.querySelector(".beian-delete [role=status]")!.textContent).toContain("正在删除");
  chat.show({ deletion: "none", messages: [message(1)] });
  await nextTick();
  await nextTick();
  expect(root.querySelector(".beian-delete")).toBeNull();
  expect(root.querySelector(".beian-panel-note")!.textContent).toContain("对话已删除");
  expect(root.activeElement).toBe(composer());
});

it("marks messages read while the panel is open, and only then", async () => {
  chat.show({ phase: "online", unread: 2 });
  await nextTick();
  expect(chat.calls).not.toContainEqual(["markRead"]);
  expect(told.at(-1)).toEqual(["unread", 2]);
  await opened();
  expect(chat.calls).toContainEqual(["markRead"]);
});

it("changes its language when the page or the user does", async () => {
  controller.setLanguage("en");
  await opened();
  expect(frame().lang).toBe("en");
  expect(frame().getAttribute("aria-label")).toBe("Filing assistant");
  expect(chat.calls).toContainEqual(["setLanguage", "en"]);
  expect(languageChosen).not.toHaveBeenCalled();
});

it("covers a small screen, as a modal dialog", async () => {
  document.body.replaceChildren();
  vi.stubGlobal("matchMedia", () => ({ matches: true }));
  mounted();
  await opened();
  expect(frame().classList).toContain("beian-frame-covering");
  expect(frame().getAttribute("aria-modal")).toBe("true");
  expect(root.querySelector(".beian-header-size")).toBeNull();
});

it("is as large as the user left it", async () => {
  await opened();
  root.querySelector<HTMLButtonElement>(".beian-header-size")!.click();
  await nextTick();
  expect(frame().classList).toContain("beian-frame-maximised");
  document.body.replaceChildren();
  mounted();
  expect(frame().classList).toContain("beian-frame-maximised");
});

it("passes on that the user writes", async () => {
  await opened();
  composer().value = "需";
  composer().dispatchEvent(new Event("input"));
  expect(chat.calls).toContainEqual(["setTyping", true]);
});

it("keeps in mind for the next page that a person's answer is awaited", async () => {
  chat.show({ phase: "online", stage: "waiting", handoff: exampleHandoff({ position: 1 }) });
  await nextTick();
  expect(preferences().handedOff).toBe(true);
  chat.show({ phase: "offline" });
  await nextTick();
  expect(preferences().handedOff).toBe(true);
  const ticket = { number: "T-1042", due_at: null };
  chat.show({ phase: "online", stage: "bot", handoff: exampleHandoff({ ticket }) });
  await nextTick();
  expect(preferences().handedOff).toBe(true);
  chat.show({ handoff: null });
  await nextTick();
  expect(preferences().handedOff).toBe(false);
});

it("shows a desktop notice of an agent's message as such, without its text", () => {
  const shown = vi.fn();
  class FakeNotification {
    static permission = "granted";
    constructor(text: string) {
      shown(text);
    }
  }
  vi.stubGlobal("Notification", FakeNotification);
  vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
  savePreferences({ notices: true });
  vi.useFakeTimers();
  chat.show({ phase: "online", messages: [message(1)] });
  const agent = message(2, { author: "agent", name: "Li" });
  chat.show({ messages: [message(1), agent] });
  vi.runAllTimers();
  chat.show({ messages: [message(1), agent, message(3)] });
  vi.runAllTimers();
  vi.useRealTimers();
  expect(shown.mock.calls).toEqual([["人工客服有新消息"], ["备案注销助手有新消息"]]);
});

it("rings when it is closed and the user turned sound on", () => {
  const started = vi.fn();
  vi.stubGlobal(
    "AudioContext",
    class {
      constructor() {
        started();
      }
      resume = (): Promise<void> => Promise.resolve();
      currentTime = 0;
      createOscillator = (): unknown => ({
        frequency: {},
        connect: () => ({ connect: vi.fn() }),
        start: vi.fn(),
        stop: vi.fn(),
      });
      createGain = (): unknown => ({
        gain: {
          setValueAtTime: vi.fn(),
          linearRampToValueAtTime: vi.fn(),
          exponentialRampToValueAtTime: vi.fn(),
        },
      });
    },
  );
  vi.useFakeTimers();
  chat.show({ phase: "online", messages: [message(1)] });
  chat.show({ messages: [message(1), message(2)] });
  vi.runAllTimers();
  expect(started).not.toHaveBeenCalled();
  savePreferences({ sound: true });
  chat.show({ messages: [message(1), message(2), message(3)] });
  vi.runAllTimers();
  expect(started).toHaveBeenCalledTimes(1);
  vi.useRealTimers();
});
