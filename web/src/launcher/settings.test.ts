import { afterEach, expect, it, vi } from "vitest";
import { newEmitter } from "./emitter";
import { settingsOf } from "./settings";

afterEach(() => {
  vi.unstubAllGlobals();
});

it.each([
  ["https://desk.example/widget.js", "https://desk.example/"],
  ["https://desk.example/chat/widget.js?v=/2/a#/b", "https://desk.example/chat/"],
])("finds the desk of %s on a page that has something else by the name URL", (src, server) => {
  vi.stubGlobal("URL", "/index.php/Home");
  const script = document.createElement("script");
  Object.defineProperty(script, "src", { value: src });
  expect(settingsOf(script).server).toBe(server);
});

it("tells listeners on a page that has something else by the names Map and Set", () => {
  vi.stubGlobal("Map", function () {});
  vi.stubGlobal("Set", "a set");
  const { on, emit, hears } = newEmitter();
  const heard: number[] = [];
  const listener = (unread: number): void => void heard.push(unread);
  on("unread", listener);
  const end = on("unread", listener);
  emit("unread", 2);
  expect(heard).toEqual([2]);
  end();
  expect(hears("unread")).toBe(false);
});
