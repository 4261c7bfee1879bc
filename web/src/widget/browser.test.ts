/** What the widget asks of the browser: files, sound, notices, focus. */

import { afterEach, describe, expect, it, vi } from "vitest";
import { downloadTranscript } from "./download";
import { keepFocusInside } from "./focus-loop";
import { askForNotices, noticesAllowed, showNotice } from "./notices";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.resetModules();
  document.body.replaceChildren();
});

it("saves the transcript under the day's name, readable for old editors", async () => {
  const blobs: Blob[] = [];
  URL.createObjectURL = vi.fn((blob: Blob) => `blob:${blobs.push(blob)}`);
  URL.revokeObjectURL = vi.fn();
  let saved = "";
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    saved = `${this.download} ${this.href}`;
  });
  downloadTranscript("你好", new Date(2024, 4, 1));
  expect(saved).toBe("beian-chat-2024-05-01.txt blob:1");
  const bytes = new Uint8Array(await blobs[0]!.arrayBuffer());
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
});

describe("notices", () => {
  function notification(permission: string): ReturnType<typeof vi.fn> {
    const shown = vi.fn();
    class FakeNotification {
      static permission = permission;
      static requestPermission = (): Promise<string> => Promise.resolve(permission);
      onclick: (() => void) | null = null;
      close = vi.fn();
      constructor(...args: unknown[]) {
        shown(...args, this);
      }
    }
    vi.stubGlobal("Notification", FakeNotification);
    return shown;
  }

  it("are shown after the user allowed them, and open the chat when pressed", async () => {
    const shown = notification("granted");
    vi.spyOn(window, "focus").mockImplementation(() => undefined);
    expect(await askForNotices()).toBe(true);
    const pressed = vi.fn();
    showNotice("New message", "en", pressed);
    expect(shown.mock.calls[0]?.slice(0, 2)).toEqual([
      "New message",
      { tag: "beian-chat", lang: "en" },
    ]);
    shown.mock.calls[0]?.[2].onclick();
    expect(pressed).toHaveBeenCalled();
  });

  it("are off where the user or the browser says no", async () => {
    notification("denied");
    expect(await askForNotices()).toBe(false);
    vi.stubGlobal("Notification", undefined);
    expect(await askForNotices()).toBe(false);
    expect(noticesAllowed()).toBe(false);
    expect(() => showNotice("New message", "en", () => undefined)).not.toThrow();
  });
});

it("plays a tone made in the browser, and none where it can't", async () => {
  const silent = await import("./sound");
  expect(() => silent.playTone()).not.toThrow();
  vi.resetModules();
  const start = vi.fn();
  const parameter = {
    value: 0,
    setValueAtTime: vi.fn(),
    linearRampToValueAtTime: vi.fn(),
    exponentialRampToValueAtTime: vi.fn(),
  };
  const node = { connect: (next: unknown) => next, frequency: parameter, gain: parameter };
  class FakeAudioContext {
    currentTime = 3;
    destination = {};
    resume = (): Promise<void> => Promise.resolve();
    createOscillator = (): unknown => ({ ...node, start, stop: vi.fn() });
    createGain = (): unknown => node;
  }
  vi.stubGlobal("AudioContext", FakeAudioContext);
  const { playTone } = await import("./sound");
  playTone();
  expect(start.mock.calls[0]).toEqual([3]);
  expect(start).toHaveBeenCalledTimes(2);
});

it("leads the Tab key round inside a panel that covers the page", () => {
  const panel = document.createElement("div");
  const [first, hidden, last] = ["", "", ""].map(() => document.createElement("button"));
  hidden!.disabled = true;
  panel.append(first!, hidden!, last!);
  document.body.append(panel);
  const tab = (shiftKey: boolean): KeyboardEvent => {
    const event = new KeyboardEvent("keydown", { key: "Tab", shiftKey, cancelable: true });
    keepFocusInside(panel, event);
    return event;
  };
  last!.focus();
  expect(tab(false).defaultPrevented).toBe(true);
  expect(document.activeElement).toBe(first);
  expect(tab(true).defaultPrevented).toBe(true);
  expect(document.activeElement).toBe(last);
  expect(tab(true).defaultPrevented).toBe(false);
});
