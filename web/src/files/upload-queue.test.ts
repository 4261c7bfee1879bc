import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { visitorCourier } from "./desk-files";
import { FileDesk, PART } from "./testing";
import { UploadQueue, type Sending } from "./upload-queue";

let desk: FileDesk;
let shown: readonly Sending[] = [];
let seen: string[] = [];
let queue: UploadQueue;

function fileOf(size: number, name = "photo.jpg", type = "image/jpeg"): File {
  return new File([new Uint8Array(size).fill(7)], name, { type, lastModified: 1 });
}

function newQueue(): UploadQueue {
  return new UploadQueue(
    () => visitorCourier(desk.access),
    () => 10_000,
    (now) => {
      shown = now;
      seen.push(...now.map(({ stage, fault }) => fault ?? stage));
    },
  );
}

const received = () => [...desk.files.values()].map((file) => file.received.length);
const calls = (method: string) => desk.calls.filter((call) => call.startsWith(method)).length;

beforeEach(async () => {
  desk = await FileDesk.start();
  sessionStorage.clear();
  shown = [];
  seen = [];
  queue = newQueue();
});

afterEach(() => {
  queue.stop();
  desk.stop();
});

it("sends files one after the other, in parts", async () => {
  queue.add([fileOf(2 * PART + 5), fileOf(PART, "papers.pdf", "application/pdf")]);
  await vi.waitFor(() => expect(received()).toEqual([2 * PART + 5, PART]), 20_000);
  await vi.waitFor(() => expect(shown).toEqual([]), 20_000);
  expect(calls("POST")).toBe(2);
  expect(calls("PATCH")).toBe(4);
  expect(seen).toContain("sending");
});

it("goes on at the byte that the desk has when a connection broke", async () => {
  desk.cuts = 2;
  queue.add([fileOf(3 * PART)]);
  await vi.waitFor(() => expect(received()).toEqual([600]), 20_000);
  queue.wake();
  await vi.waitFor(() => expect(shown).toEqual([]), 30_000);
  expect(received()).toEqual([3 * PART]);
  expect(desk.files.size).toBe(1);
});

it("goes on with a file that is picked again after the page was loaded anew", async () => {
  desk.cuts = 1;
  queue.add([fileOf(2 * PART)]);
  await vi.waitFor(() => expect(received()).toEqual([300]), 20_000);
  queue.stop();
  queue = newQueue();
  queue.add([fileOf(2 * PART)]);
  await vi.waitFor(() => expect(shown).toEqual([]), 20_000);
  expect(received()).toEqual([2 * PART]);
  expect(desk.files.size).toBe(1);
});

it("tells what the desk refuses, and sends it anew on request", async () => {
  desk.refusal = { status: 422, code: "active_pdf" };
  queue.add([fileOf(PART)]);
  await vi.waitFor(() => expect(shown[0]?.fault).toBe("active_pdf"), 20_000);
  desk.refusal = null;
  queue.retry(shown[0]!.id);
  await vi.waitFor(() => expect(shown).toEqual([]), 20_000);
  expect(desk.files.size).toBe(2);
});

it("tells why a file was put off, and lets the others be tried meanwhile", async () => {
  desk.postponed.set("first.jpg", { status: 503, code: "scanner_unavailable" });
  queue.add([fileOf(PART, "first.jpg"), fileOf(PART, "second.jpg"), fileOf(5, "third.jpg")]);
  const stored = () => [...desk.files.values()].filter(({ state }) => state === "stored");
  await vi.waitFor(() => expect(stored()).toHaveLength(2), 20_000);
  await vi.waitFor(() => expect(shown).toHaveLength(1), 20_000);
  expect(shown[0]).toMatchObject({
    name: "first.jpg",
    stage: "waiting",
    fault: "scanner_unavailable",
  });
  desk.postponed.clear();
  await vi.waitFor(() => expect(shown).toEqual([]), 20_000);
  expect(stored()).toHaveLength(3);
  expect(desk.files.size).toBe(3);
});

it("lets all files wait where the way to the desk is barred", async () => {
  desk.postponed.set("first.jpg", { status: 429, code: "too_fast" });
  queue.add([fileOf(PART, "first.jpg"), fileOf(PART, "second.jpg")]);
  await vi.waitFor(() => expect(shown[0]?.fault).toBe("too_fast"), 20_000);
  expect(desk.files.size).toBe(1);
  desk.postponed.clear();
  await vi.waitFor(() => expect(shown).toEqual([]), 20_000);
});

it("sends at once what is added while another file was put off", async () => {
  desk.postponed.set("first.jpg", { status: 503, code: "unavailable" });
  queue.add([fileOf(PART, "first.jpg")]);
  await vi.waitFor(() => expect(shown[0]?.fault).toBe("unavailable"), 20_000);
  queue.add([fileOf(PART, "second.jpg")]);
  await vi.waitFor(() => expect(shown.map(({ name }) => name)).toEqual(["first.jpg"]), 900);
  expect(desk.files.size).toBe(2);
});

it("does not begin with what can't be taken", () => {
  queue.add([
    fileOf(10_001),
    fileOf(5, "drawing.svg", "image/svg+xml"),
    fileOf(0),
    fileOf(5, "IMG_1.HEIC", ""),
  ]);
  expect(shown.map(({ fault }) => fault)).toEqual(["too_large", "wrong_type", "unreadable", null]);
});

it("takes a file back at the desk too", async () => {
  desk.cuts = 50;
  queue.add([fileOf(9 * PART)]);
  await vi.waitFor(() => expect(calls("PATCH")).toBeGreaterThan(0), 20_000);
  queue.cancel(shown[0]!.id);
  expect(shown).toEqual([]);
  await vi.waitFor(() => expect([...desk.files.values()][0]?.state).toBe("deleted"), 20_000);
});
