import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ChatClient } from "./client";
import { BrowserStorage, localChatStorage, storedObject } from "./storage";
import { FakeDesk } from "./testing/fake-desk";
import { FakeTransportKind } from "./testing/fake-transport";
import { settle, texts } from "./testing/tab";

beforeEach(() => localStorage.clear());
afterEach(() => void vi.useRealTimers());

const blocked = (): Storage => {
  throw new DOMException("The operation is insecure.", "SecurityError");
};

describe("the browser's storage", () => {
  it("keeps under the chat's own prefix", () => {
    const storage = localChatStorage();
    localStorage.setItem("of-the-page", "1");
    storage.set("a", "1");
    expect(localStorage.getItem("beian-chat.a")).toBe("1");
    expect(storage.keys()).toEqual(["a"]);
    storage.remove("a");
    expect(storage.get("a")).toBeNull();
  });

  it("that is blocked is done without: memory keeps as long as the page", () => {
    const storage = new BrowserStorage(blocked);
    storage.set("a", "1");
    expect([storage.get("a"), storage.keys()]).toEqual(["1", ["a"]]);
    storage.remove("a");
    expect([storage.get("a"), storage.keys()]).toEqual([null, []]);
  });

  it("that is full leaves nothing out of date behind", () => {
    const storage = localChatStorage();
    storage.set("a", "old");
    const full = vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
      throw new DOMException("Full.", "QuotaExceededError");
    });
    storage.set("a", "new");
    expect([storage.get("a"), localStorage.getItem("beian-chat.a")]).toEqual(["new", null]);
    full.mockRestore();
    storage.set("a", "newer");
    expect([storage.get("a"), localStorage.getItem("beian-chat.a")]).toEqual(["newer", "newer"]);
  });

  it("tells what other tabs change, and nothing of the page's own", () => {
    const heard = vi.fn();
    const end = localChatStorage().watch(heard);
    const event = (key: string, storageArea: Storage): void =>
      void window.dispatchEvent(new StorageEvent("storage", { key, storageArea }));
    event("beian-chat.a", localStorage);
    event("of-the-page", localStorage);
    event("beian-chat.a", sessionStorage);
    end();
    event("beian-chat.a", localStorage);
    expect(heard.mock.calls).toEqual([["a"]]);
  });

  it.each(["", "{", "3", "null"])("that holds %j holds nothing", (text) => {
    const storage = localChatStorage();
    storage.set("a", text);
    expect(storedObject(storage, "a")).toBeNull();
  });
});

it("a chat without storage works as long as the page", async () => {
  vi.useFakeTimers();
  const desk = new FakeDesk();
  const line = new FakeTransportKind(desk);
  const chat = new ChatClient({
    server: "https://desk.example",
    language: "zh",
    storage: new BrowserStorage(blocked),
    session: new BrowserStorage(blocked),
    transports: [line],
  });
  chat.sendText("one");
  chat.connect();
  await settle();
  line.cut();
  await vi.advanceTimersByTimeAsync(1000);
  expect(desk.conversations.size).toBe(1);
  expect(texts(chat)).toEqual(["你好", "one"]);
  chat.disconnect();
});

it("a chat in a browser keeps its conversation over a reload", async () => {
  vi.useFakeTimers();
  const desk = new FakeDesk();
  const options = { server: "https://desk.example", language: "zh" } as const;
  const before = new ChatClient({ ...options, transports: [new FakeTransportKind(desk)] });
  before.connect();
  await settle();
  before.disconnect();
  const line = new FakeTransportKind(desk);
  const chat = new ChatClient({ ...options, transports: [line] });
  chat.connect();
  await settle();
  expect(desk.conversations.size).toBe(1);
  window.dispatchEvent(new Event("offline"));
  expect(chat.state.phase).toBe("offline");
  window.dispatchEvent(new Event("online"));
  await settle();
  expect(chat.state.phase).toBe("online");
  document.dispatchEvent(new Event("visibilitychange"));
  expect(line.probes).toBe(1);
  chat.disconnect();
});
