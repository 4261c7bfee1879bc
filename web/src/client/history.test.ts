// @vitest-environment node
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { History, type HistoryPage } from "./history";
import type { ChatMessage, ClientFrame } from "./protocol";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function pageEndingAt(seq: number): HistoryPage {
  return { messages: [{ seq } as ChatMessage], earlier: true };
}

it("asks for one page at a time", async () => {
  const sent: ClientFrame[] = [];
  const history = new History((frame) => sent.push(frame));
  const first = history.before(51);
  const second = history.before(31);
  await vi.advanceTimersByTimeAsync(0);
  expect(sent).toEqual([{ type: "history", before: 51 }]);
  history.answered(pageEndingAt(50));
  expect(await first).toEqual(pageEndingAt(50));
  await vi.advanceTimersByTimeAsync(0);
  history.answered(pageEndingAt(30));
  expect(await second).toEqual(pageEndingAt(30));
});

it("does not take a late answer for another page's", async () => {
  const history = new History(() => undefined);
  const given = history.before(51);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await given).toBeNull();
  const next = history.before(31);
  await vi.advanceTimersByTimeAsync(0);
  history.answered(pageEndingAt(50));
  history.answered(pageEndingAt(30));
  expect(await next).toEqual(pageEndingAt(30));
});
