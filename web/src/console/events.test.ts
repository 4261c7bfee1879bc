import { afterEach, beforeEach, expect, it, vi } from "vitest";

import type { ConsoleFrame, DeskEvent } from "./contract";
import { Events, type Socket } from "./events";

class HeldSocket implements Socket {
  onopen: Socket["onopen"] = null;
  onmessage: Socket["onmessage"] = null;
  onclose: Socket["onclose"] = null;
  closed = false;
  readonly sent: ConsoleFrame[] = [];

  send(data: string): void {
    this.sent.push(JSON.parse(data) as ConsoleFrame);
  }

  close(): void {
    this.closed = true;
  }

  open(): void {
    this.onopen?.(new Event("open"));
  }

  say(data: string): void {
    this.onmessage?.(new MessageEvent("message", { data }));
  }
}

let sockets: HeldSocket[];
let told: string[];
let heard: DeskEvent[];
let events: Events;

beforeEach(() => {
  vi.useFakeTimers();
  sockets = [];
  told = [];
  heard = [];
  const open = () => {
    const socket = new HeldSocket();
    sockets.push(socket);
    return socket;
  };
  const listener = {
    event: (event: DeskEvent) => heard.push(event),
    connected: () => told.push("connected"),
    lost: () => told.push("lost"),
  };
  events = new Events(open, listener, () => 0);
  events.start();
});
afterEach(() => {
  events.stop();
  vi.useRealTimers();
});

const last = () => sockets.at(-1)!;

it("watches the open conversation again after a reconnect", async () => {
  last().open();
  events.watch("c-1");
  last().onclose?.(new CloseEvent("close"));
  await vi.advanceTimersByTimeAsync(500);
  expect(sockets).toHaveLength(2);
  last().open();
  expect(last().sent).toEqual([{ type: "watch", conversation: "c-1" }]);
  expect(told).toEqual(["connected", "lost", "connected"]);
});

it("gives up a connection that answers no ping", async () => {
  last().open();
  await vi.advanceTimersByTimeAsync(25_000);
  expect(last().sent).toContainEqual({ type: "ping" });
  last().say('{"type":"pong"}');
  await vi.advanceTimersByTimeAsync(25_000);
  expect(sockets[0]?.closed).toBe(false);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(sockets[0]?.closed).toBe(true);
  expect(told).toEqual(["connected", "lost"]);
});

it("waits longer from try to try, and not at all where the network is back", async () => {
  for (const wait of [250, 500, 1000]) {
    const tries = sockets.length;
    last().onclose?.(new CloseEvent("close"));
    await vi.advanceTimersByTimeAsync(wait - 1);
    expect(sockets).toHaveLength(tries);
    await vi.advanceTimersByTimeAsync(1);
    expect(sockets).toHaveLength(tries + 1);
  }
  last().onclose?.(new CloseEvent("close"));
  events.wake();
  expect(sockets).toHaveLength(5);
});

it("passes on events, and nothing that is none", () => {
  last().open();
  last().say("not json");
  last().say('{"type":"pong"}');
  last().say('{"type":"typing","conversation":"c-1","on":true}');
  expect(heard).toEqual([{ type: "typing", conversation: "c-1", on: true }]);
});

it("stays away once stopped", async () => {
  last().open();
  events.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sockets).toHaveLength(1);
  expect(last().closed).toBe(true);
});
