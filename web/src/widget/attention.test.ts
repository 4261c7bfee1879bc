import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Attention } from "./attention";
import { message } from "./testing/fake-chat";

beforeEach(() => vi.useFakeTimers());

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  localStorage.clear();
});

function tab(seen: boolean): { attention: Attention; alert: ReturnType<typeof vi.fn> } {
  const alert = vi.fn();
  return { attention: new Attention({ seen: () => seen, alert }), alert };
}

it("calls the user who does not see the chat", () => {
  const { attention, alert } = tab(false);
  attention.arrived(message(1));
  expect(alert).not.toHaveBeenCalled();
  vi.runAllTimers();
  expect(alert).toHaveBeenCalledTimes(1);
});

it("leaves alone who is reading, in this tab or another", () => {
  const hidden = tab(false);
  const read = tab(true);
  hidden.attention.arrived(message(1));
  read.attention.arrived(message(1));
  vi.runAllTimers();
  expect(read.alert).not.toHaveBeenCalled();
  expect(hidden.alert).not.toHaveBeenCalled();
});

it("calls once for several hidden tabs", () => {
  const tabs = [tab(false), tab(false), tab(false)];
  tabs.forEach(({ attention }) => attention.arrived(message(1)));
  vi.runAllTimers();
  expect(tabs.reduce((sum, { alert }) => sum + alert.mock.calls.length, 0)).toBe(1);
});

it("works where storage is blocked", () => {
  vi.spyOn(Storage.prototype, "getItem").mockImplementation(() => {
    throw new DOMException("blocked", "SecurityError");
  });
  vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
    throw new DOMException("blocked", "SecurityError");
  });
  const { attention, alert } = tab(false);
  attention.arrived(message(1));
  vi.runAllTimers();
  expect(alert).toHaveBeenCalledTimes(1);
});
