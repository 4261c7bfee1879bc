// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Backoff } from "./backoff";
import { FakeDesk } from "./testing/fake-desk";
import { FakeSite } from "./testing/fake-storage";
import { FakeTransportKind } from "./testing/fake-transport";
import { newTab, openTab, pass, settle } from "./testing/tab";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("a connection that is cut", () => {
  it("is tried again after 0.5 s, doubling up to 15 s", () => {
    const backoff = new Backoff(() => 1);
    const waits = Array.from({ length: 7 }, () => backoff.next());
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000]);
    backoff.reset();
    expect(backoff.next()).toBe(500);
    expect(new Backoff(() => 0).next()).toBe(250);
  });

  it("is offline until it is welcomed again", async () => {
    const { chat, line } = await openTab(new FakeDesk());
    expect(chat.state).toMatchObject({ phase: "online", transport: "websocket" });
    line.blocked = true;
    line.cut();
    expect(chat.state).toMatchObject({ phase: "offline", transport: null });
    await pass(1.6);
    expect(line.tries).toBe(3);
    line.blocked = false;
    await pass(2);
    expect(chat.state.phase).toBe("online");
  });

  it.each(["online", "visible"] as const)("is tried at once when the page is %s", async (event) => {
    const { chat, line, page } = await openTab(new FakeDesk());
    line.blocked = true;
    line.cut();
    await pass(60);
    const { tries } = line;
    line.blocked = false;
    page.emit(event);
    expect(line.tries).toBe(tries + 1);
    await settle();
    expect(chat.state.phase).toBe("online");
    page.emit(event);
    expect(line.probes).toBe(1);
  });

  it("is not tried before the desk wants it", async () => {
    const desk = new FakeDesk();
    desk.refuse("hello", "too_many_connections", 30);
    const { chat, line, page } = await openTab(desk);
    expect(chat.state).toMatchObject({ phase: "offline", problem: "too_many_connections" });
    page.emit("visible");
    await pass(29);
    expect(line.tries).toBe(1);
    await pass(2);
    expect(chat.state).toMatchObject({ phase: "online", problem: null });
  });

  it("where no welcome comes is given up", async () => {
    const desk = new FakeDesk();
    desk.deaf = true;
    const { chat, line } = await openTab(desk);
    await pass(10.1);
    expect(chat.state.phase).toBe("offline");
    desk.deaf = false;
    await pass(1);
    expect(line.tries).toBe(2);
    expect(chat.state.phase).toBe("online");
  });
});

describe("the browser without a network", () => {
  it("is offline from the start, and tried all the same", async () => {
    const desk = new FakeDesk();
    const { chat, page, line } = newTab(desk);
    page.network = false;
    line.blocked = true;
    chat.connect();
    expect(chat.state.phase).toBe("offline");
    await settle();
    line.blocked = false;
    await pass(1);
    expect(chat.state.phase).toBe("online");
  });

  it("makes a living connection offline at once", async () => {
    const { chat, page } = await openTab(new FakeDesk());
    page.emit("offline");
    expect(chat.state.phase).toBe("offline");
  });
});

describe("a page that may not connect", () => {
  it.each(["origin_refused", "protocol_version"] as const)("stays away for %s", async (code) => {
    const desk = new FakeDesk();
    desk.refuse("hello", code);
    const { chat, line } = await openTab(desk);
    await pass(300);
    expect(chat.state).toMatchObject({ phase: "refused", problem: code });
    expect(line.tries).toBe(1);
  });
});

describe("disconnect", () => {
  it("ends everything, and connect begins again", async () => {
    const desk = new FakeDesk();
    const { chat, line } = await openTab(desk);
    chat.disconnect();
    expect(chat.state.phase).toBe("idle");
    expect(desk.sessions.size).toBe(0);
    await pass(60);
    expect(vi.getTimerCount()).toBe(0);
    chat.connect();
    chat.connect();
    await settle();
    expect(chat.state.phase).toBe("online");
    expect(line.tries).toBe(2);
    expect(desk.conversations.size).toBe(1);
  });
});

describe("the way to connect", () => {
  function ways(desk: FakeDesk) {
    const websocket = new FakeTransportKind(desk, "websocket");
    const events = new FakeTransportKind(desk, "events");
    return { websocket, events, transports: [websocket, events] };
  }

  it("falls back to events after two failures in a row", async () => {
    const desk = new FakeDesk();
    const { websocket, events, transports } = ways(desk);
    websocket.blocked = true;
    const { chat } = await openTab(desk, undefined, { transports });
    await pass(2);
    expect(websocket.tries).toBe(2);
    expect(events.tries).toBe(1);
    expect(chat.state).toMatchObject({ phase: "online", transport: "events" });
  });

  it("does not change for a desk that is away for a moment", async () => {
    const desk = new FakeDesk();
    const { websocket, events, transports } = ways(desk);
    const { chat } = await openTab(desk, undefined, { transports });
    for (let times = 0; times < 3; times += 1) {
      websocket.cut();
      await pass(20);
    }
    expect(events.tries).toBe(0);
    expect(chat.state.transport).toBe("websocket");
  });

  it("does not change for a browser without a network", async () => {
    const desk = new FakeDesk();
    const { websocket, events, transports } = ways(desk);
    websocket.blocked = true;
    const { chat, page } = newTab(desk, undefined, { transports });
    page.network = false;
    chat.connect();
    await pass(120);
    expect(events.tries).toBe(0);
  });

  it("goes back to WebSockets where events fail as well", async () => {
    const desk = new FakeDesk();
    const { websocket, events, transports } = ways(desk);
    websocket.blocked = events.blocked = true;
    const { chat } = await openTab(desk, undefined, { transports });
    await pass(4);
    expect(events.tries).toBe(2);
    websocket.blocked = false;
    await pass(20);
    expect(chat.state.transport).toBe("websocket");
  });

  it("that worked is remembered by the tab for a while", async () => {
    const desk = new FakeDesk();
    const session = new FakeSite().tab();
    const first = ways(desk);
    first.websocket.blocked = true;
    const { chat } = await openTab(desk, undefined, { session, transports: first.transports });
    await pass(2);
    chat.disconnect();
    const second = ways(desk);
    (await openTab(desk, undefined, { session, transports: second.transports })).chat.disconnect();
    expect([second.websocket.tries, second.events.tries]).toEqual([0, 1]);
    await pass(11 * 60);
    const third = ways(desk);
    await openTab(desk, undefined, { session, transports: third.transports });
    expect([third.websocket.tries, third.events.tries]).toEqual([1, 0]);
  });
});
