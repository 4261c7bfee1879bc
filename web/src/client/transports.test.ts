// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { WebSocket as WebSocketOfNode } from "ws";
import { ChatClient, type ChatClientOptions } from "./client";
import { eventsTransport } from "./events";
import { FakeDesk } from "./testing/fake-desk";
import { FakePage } from "./testing/fake-page";
import { DeskServer } from "./testing/servers";
import { FakeSite } from "./testing/fake-storage";
import { shown, texts } from "./testing/tab";
import { webSocketTransport } from "./websocket";

/** For Node before 22, which has none of its own. */
class QuietWebSocket extends WebSocketOfNode {
  constructor(url: string | URL) {
    super(url);
    this.on("error", () => undefined); // `close` follows, as in a browser
  }
}
globalThis.WebSocket ??= QuietWebSocket as unknown as typeof WebSocket;

let desk: FakeDesk;
let server: DeskServer;
let address: string;
const chats: ChatClient[] = [];

beforeEach(async () => {
  desk = new FakeDesk();
  server = new DeskServer(desk);
  address = await server.start();
});

afterEach(async () => {
  vi.useRealTimers();
  chats.splice(0).forEach((chat) => chat.disconnect());
  await server.stop();
});

function open(options: Partial<ChatClientOptions> = {}): ChatClient {
  const chat = new ChatClient({
    server: address,
    language: "zh",
    storage: new FakeSite().tab(),
    session: new FakeSite().tab(),
    page: new FakePage(),
    random: () => 0,
    ...options,
  });
  chats.push(chat);
  chat.connect();
  return chat;
}

async function until(check: () => void): Promise<void> {
  await vi.waitFor(check, { timeout: 4000, interval: 10 });
}

describe.each([webSocketTransport, eventsTransport])("the desk over $name", (kind) => {
  const transports = [kind];

  it("welcomes, takes messages in order and sends its own", async () => {
    const chat = open({ transports });
    chat.sendText("one");
    chat.sendText("two 𠮷");
    await until(() =>
      expect(shown(chat.state.messages)).toEqual(["你好 sent", "one sent", "two 𠮷 sent"]),
    );
    desk.say("an answer");
    await until(() => expect(texts(chat).at(-1)).toBe("an answer"));
    expect(chat.state).toMatchObject({ phase: "online", transport: kind.name });
  });

  it("goes on after a cut", async () => {
    const chat = open({ transports });
    await until(() => expect(texts(chat)).toEqual(["你好"]));
    server.cut();
    await until(() => expect(chat.state.phase).toBe("offline"));
    chat.sendText("one");
    desk.say("meanwhile");
    await until(() =>
      expect(shown(chat.state.messages)).toEqual(["你好 sent", "meanwhile sent", "one sent"]),
    );
  });

  it("begins a new conversation, and delivers what is said in it", async () => {
    const chat = open({ transports });
    chat.sendText("one");
    await until(() => expect(shown(chat.state.messages)).toEqual(["你好 sent", "one sent"]));
    chat.newConversation();
    chat.sendText("two");
    await until(() => expect(shown(chat.state.messages)).toEqual(["你好 sent", "two sent"]));
    desk.say("an answer");
    await until(() => expect(texts(chat)).toEqual(["你好", "two", "an answer"]));
    expect(desk.sent("send")).toHaveLength(2);
    expect(desk.conversations.size).toBe(2);
  });

  it("signs in, and takes a new token for an expired one", async () => {
    const getToken = vi.fn(() => Promise.resolve("wang#2"));
    const chat = open({ transports, getToken });
    await until(() => expect(texts(chat)).toEqual(["你好"]));
    chat.identify("wang");
    await until(() => expect(chat.state.signedIn).toBe(true));
    await until(() => expect(desk.sessions.size).toBe(1));
    [...desk.sessions][0]!.expire();
    await until(() => expect(getToken).toHaveBeenCalledOnce());
    chat.sendText("one");
    await until(() => expect(shown(chat.state.messages)).toEqual(["你好 sent", "one sent"]));
    expect(chat.state.tokenNeeded).toBe(false);
    expect(desk.conversations.size).toBe(1);
  });

  it("tells the visitor's typing, and of a hand-off", async () => {
    const chat = open({ transports });
    await until(() => expect(texts(chat)).toEqual(["你好"]));
    desk.move("waiting", { position: 2 });
    await until(() => expect(chat.state).toMatchObject({ handoff: { position: 2 } }));
    chat.setTyping(true);
    chat.sendText("one");
    await until(() => expect(texts(chat)).toEqual(["你好", "one"]));
    await until(() => expect(desk.sent("typing")).toEqual([{ type: "typing", on: true }]));
    expect(chat.state.phase).toBe("online");
  });

  it("gives history", async () => {
    const storage = new FakeSite().tab();
    const before = open({ transports, storage });
    await until(() => expect(texts(before)).toEqual(["你好"]));
    before.disconnect();
    for (let seq = 2; seq <= 60; seq += 1) {
      desk.store(desk.conversation, "assistant", `message-${seq}`, `text ${seq}`);
    }
    const chat = open({ transports, storage });
    await until(() => expect(chat.state.earlier).toBe(true));
    await chat.loadEarlier();
    expect(chat.state.messages.map(({ seq }) => seq)).toEqual(
      Array.from({ length: 60 }, (_, index) => index + 1),
    );
  });

  it("begins anew where a conversation is unknown", async () => {
    const storage = new FakeSite().tab();
    const record = { id: "conversation-9", key: "a-key-of-nothing", signedIn: false };
    storage.set(`${address}.conversation`, JSON.stringify(record));
    const chat = open({ transports, storage });
    await until(() => expect(texts(chat)).toEqual(["你好"]));
  });
});

describe("a WebSocket", () => {
  it("that proxies block gives way to events, at an address with a path", async () => {
    server.noWebSockets = true;
    const chat = open();
    chat.sendText("one");
    await until(() => expect(texts(chat)).toEqual(["你好", "one"]));
    expect(chat.state.transport).toBe("events");
    expect(server.paths.slice(0, 3)).toEqual([
      "/help/chat/ws",
      "/help/chat/ws",
      "/help/chat/stream",
    ]);
  });

  it("that answers no ping within 10 s is given up", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "setInterval", "clearTimeout", "clearInterval"] });
    const chat = open({ transports: [webSocketTransport] });
    await until(() => expect(chat.state.phase).toBe("online"));
    await vi.advanceTimersByTimeAsync(25_000);
    await until(() => expect(desk.sent("ping")).toHaveLength(1));
    server.silent = true;
    await vi.advanceTimersByTimeAsync(25_000);
    expect(chat.state.phase).toBe("online");
    await vi.advanceTimersByTimeAsync(10_000);
    expect(chat.state.phase).toBe("offline");
  });
});

describe("events", () => {
  const transports = [eventsTransport];

  it("end for a page that is refused", async () => {
    const frame = { type: "error", code: "origin_refused", detail: "This page is not listed." };
    server.refusal = { status: 403, body: JSON.stringify(frame) };
    const chat = open({ transports });
    await until(() => expect(chat.state.phase).toBe("refused"));
    expect(chat.state.problem).toBe("origin_refused");
  });

  it("are tried again where a proxy answers with a page of its own", async () => {
    server.refusal = { status: 502, body: "<h1>Bad gateway</h1>" };
    const chat = open({ transports });
    await until(() => expect(chat.state.phase).toBe("offline"));
    server.refusal = null;
    await until(() => expect(chat.state.phase).toBe("online"));
  });

  it("keep the order of what is posted", async () => {
    const chat = open({ transports });
    await until(() => expect(texts(chat)).toEqual(["你好"]));
    server.delays.push(100);
    chat.rate(2);
    chat.rate(5);
    await until(() => expect(desk.sent("rate")).toHaveLength(2));
    expect(desk.conversation.rating).toBe(5);
  });

  it("post the visitor's typing aside: no message waits for it or fails with it", async () => {
    const chat = open({ transports: [eventsTransport] });
    await until(() => expect(texts(chat)).toEqual(["你好"]));
    desk.move("waiting");
    await until(() => expect(chat.state.stage).toBe("waiting"));
    server.delays.push(10_000);
    chat.setTyping(true);
    await until(() => expect(server.delays).toEqual([]));
    chat.sendText("one");
    await until(() => expect(shown(chat.state.messages)).toEqual(["你好 sent", "one sent"]));
    server.refusal = { status: 502, body: "<html>Bad gateway</html>" };
    const { length } = server.paths;
    chat.setTyping(false);
    await until(() => expect(server.paths).toHaveLength(length + 1));
    server.refusal = null;
    chat.sendText("two");
    await until(() => expect(desk.conversation.messages).toHaveLength(3));
    expect(desk.sent("hello")).toHaveLength(3); // the stream's, and one with each message
  });

  it("name the message that was too large", async () => {
    const chat = open({ transports });
    await until(() => expect(texts(chat)).toEqual(["你好"]));
    const frame = { type: "error", code: "too_large", detail: "A body has a limit." };
    server.refusal = { status: 413, body: JSON.stringify(frame) };
    chat.sendText("one");
    await until(() => expect(shown(chat.state.messages).at(-1)).toBe("one failed too_large"));
    expect(chat.state.phase).toBe("online");
  });

  it("that fall silent are given up", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "setInterval", "clearTimeout", "clearInterval"] });
    const chat = open({ transports });
    await until(() => expect(chat.state.phase).toBe("online"));
    await vi.advanceTimersByTimeAsync(39_000);
    expect(chat.state.phase).toBe("online");
    await vi.advanceTimersByTimeAsync(2_000);
    expect(chat.state.phase).toBe("offline");
  });
});
