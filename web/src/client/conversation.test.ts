// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeDesk } from "./testing/fake-desk";
import { FakeSite } from "./testing/fake-storage";
import { leave, newTab, openTab, pass, settle, shown, texts } from "./testing/tab";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function filled(desk: FakeDesk, count: number): void {
  for (let seq = desk.conversation.messages.length + 1; seq <= count; seq += 1) {
    desk.store(desk.conversation, "assistant", `message-${seq}`, `text ${seq}`);
  }
}

describe("a conversation", () => {
  it("goes on after a reload", async () => {
    const desk = new FakeDesk();
    const site = new FakeSite();
    const before = await openTab(desk, site);
    before.chat.sendText("one");
    await settle();
    leave(before);
    const { chat } = await openTab(desk, site);
    expect(desk.conversations.size).toBe(1);
    expect(texts(chat)).toEqual(["你好", "one"]);
  });

  it("that the desk does not know is begun anew, with what waits", async () => {
    const desk = new FakeDesk();
    const site = new FakeSite();
    leave(await openTab(desk, site));
    desk.conversations.clear();
    const { chat } = newTab(desk, site);
    chat.sendText("one");
    chat.connect();
    await settle();
    expect(texts(chat)).toEqual(["你好", "one"]);
    expect(JSON.parse(site.values.get("https://desk.example.conversation")!)).toHaveProperty(
      "id",
      desk.conversation.id,
    );
  });

  it("is ended and begun anew when the user wants it", async () => {
    const desk = new FakeDesk();
    const { chat } = await openTab(desk);
    const first = desk.conversation;
    chat.sendText("one");
    await settle();
    chat.newConversation();
    chat.sendText("two");
    await settle();
    expect(first.state).toBe("closed");
    expect(chat.state.stage).toBe("bot");
    expect(shown(chat.state.messages)).toEqual(["你好 sent", "two sent"]);
    expect(desk.conversation.messages).toHaveLength(2);
  });

  it("that the user replaces is not told to be closed", async () => {
    const desk = new FakeDesk();
    const { chat } = await openTab(desk);
    chat.newConversation();
    // Over events, the old conversation's stream tells of its end first.
    desk.tell(desk.conversation, { type: "error", code: "closed", detail: "It was ended." });
    await Promise.resolve();
    expect(chat.state.stage).toBe("bot");
    await settle();
    expect(texts(chat)).toEqual(["你好"]);
    expect(desk.conversations.size).toBe(2);
  });

  it("is begun anew where the connection is cut in the middle of it", async () => {
    const desk = new FakeDesk();
    const { chat, line } = await openTab(desk);
    chat.sendText("one");
    await settle();
    desk.deaf = true;
    chat.newConversation();
    await settle();
    line.cut();
    desk.deaf = false;
    await pass(1);
    expect(texts(chat)).toEqual(["你好"]);
    expect(chat.state.stage).toBe("bot");
  });

  it("stays where the desk takes no new one", async () => {
    const desk = new FakeDesk();
    const { chat } = await openTab(desk);
    desk.refuse("new", "too_many_conversations", 60);
    chat.newConversation();
    await settle();
    expect(chat.state.problem).toBe("too_many_conversations");
    chat.sendText("one");
    await settle();
    expect(shown(chat.state.messages)).toEqual(["你好 sent", "one sent"]);
  });

  it("is deleted, and nothing of it goes on in the next one", async () => {
    const desk = new FakeDesk();
    const site = new FakeSite();
    const { chat } = await openTab(desk, site);
    const other = await openTab(desk, site);
    chat.sendText("one");
    await settle();
    const { id } = desk.conversation;
    chat.deleteConversation();
    expect(chat.state.deletion).toBe("under_way");
    chat.sendText("too late");
    await settle();
    expect(desk.received.filter(({ type }) => type === "delete")).toEqual([
      { type: "delete", conversation: id },
    ]);
    expect(desk.conversations.has(id)).toBe(false);
    expect(chat.state.deletion).toBe("none");
    expect(texts(chat)).toEqual(["你好"]);
    expect(texts(other.chat)).toEqual(["你好"]);
    expect(desk.conversations.size).toBe(1);
  });

  it("is deleted where the connection is cut before the desk has heard of it", async () => {
    const desk = new FakeDesk();
    const { chat, line } = await openTab(desk);
    chat.sendText("one");
    await settle();
    const { id } = desk.conversation;
    desk.refuse("delete", "unavailable");
    line.cut();
    chat.deleteConversation();
    await pass(1);
    expect(chat.state.deletion).toBe("failed");
    expect(shown(chat.state.messages)).toEqual(["你好 sent", "one sent"]);
    line.cut();
    chat.deleteConversation();
    expect(desk.conversations.has(id)).toBe(true);
    await pass(5);
    expect(desk.conversations.has(id)).toBe(false);
    expect(texts(chat)).toEqual(["你好"]);
  });

  it("that is deleted on another device is begun anew", async () => {
    const desk = new FakeDesk();
    const { chat } = await openTab(desk);
    chat.sendText("one");
    await settle();
    const gone = desk.conversation;
    desk.conversations.delete(gone.id);
    desk.tell(gone, { type: "error", code: "unknown_conversation", detail: "Deleted." });
    await settle();
    expect(texts(chat)).toEqual(["你好"]);
  });

  it("that was ended is shown as closed", async () => {
    const desk = new FakeDesk();
    const { chat } = await openTab(desk);
    desk.conversation.state = "closed";
    chat.sendText("too late");
    await settle();
    expect(chat.state.stage).toBe("closed");
    chat.newConversation();
    await settle();
    expect(chat.state.stage).toBe("bot");
    expect(shown(chat.state.messages)).toEqual(["你好 sent", "too late sent"]);
  });
});

describe("two tabs", () => {
  it("share one conversation", async () => {
    const desk = new FakeDesk();
    const site = new FakeSite();
    const one = await openTab(desk, site);
    const two = await openTab(desk, site);
    one.chat.sendText("from one");
    await settle();
    two.chat.sendText("from two");
    await settle();
    expect(desk.conversations.size).toBe(1);
    expect(texts(one.chat)).toEqual(["你好", "from one", "from two"]);
    expect(texts(two.chat)).toEqual(texts(one.chat));
  });

  it("that begin at once end up in the same one", async () => {
    const desk = new FakeDesk();
    const site = new FakeSite();
    const tabs = [newTab(desk, site), newTab(desk, site)] as const;
    tabs.forEach(({ chat }) => chat.connect());
    tabs.forEach(({ chat }, index) => chat.sendText(`from ${index}`));
    await settle();
    expect([...texts(tabs[0].chat)].sort()).toEqual(["from 0", "from 1", "你好"]);
    expect(texts(tabs[1].chat)).toEqual(texts(tabs[0].chat));
  });

  it("keep the first one where the second begins late", async () => {
    const desk = new FakeDesk();
    const site = new FakeSite();
    const late = newTab(desk, site);
    const first = await openTab(desk, site);
    first.chat.sendText("from the first");
    await settle();
    late.chat.sendText("from the late one");
    late.chat.connect();
    await settle();
    expect(texts(first.chat)).toEqual(["你好", "from the first", "from the late one"]);
    expect(texts(late.chat)).toEqual(texts(first.chat));
  });

  it.each([0, 1, 2, 3, 4, 5, 6])(
    "whose conversation is deleted go to the same one, that of the other after %i steps",
    async (steps) => {
      const desk = new FakeDesk();
      const site = new FakeSite();
      const one = await openTab(desk, site);
      const gone = desk.conversation;
      desk.conversations.delete(gone.id);
      desk.tell(gone, { type: "error", code: "unknown_conversation", detail: "Deleted." });
      for (let step = 0; step < steps; step += 1) {
        await Promise.resolve();
      }
      const { id, key } = desk.begin(null);
      site.tab().set("https://desk.example.conversation", JSON.stringify({ id, key }));
      const two = newTab(desk, site);
      one.chat.sendText("from one");
      two.chat.connect();
      await settle();
      two.chat.sendText("from two");
      await settle();
      expect(shown(one.chat.state.messages)).toEqual(shown(two.chat.state.messages));
      expect(texts(one.chat)).toEqual(["from one", "from two"]);
    },
  );

  it("move to a new one together, with what waits; a button as its title", async () => {
    const desk = new FakeDesk();
    const site = new FakeSite();
    const one = await openTab(desk, site);
    const two = await openTab(desk, site);
    two.line.blocked = true;
    two.line.cut();
    two.chat.press({ title: "材料", payload: "/ask_papers" });
    one.chat.newConversation();
    await settle();
    two.line.blocked = false;
    await pass(2);
    expect(texts(two.chat)).toEqual(["你好", "材料"]);
    expect(texts(one.chat)).toEqual(["你好", "材料"]);
    expect(desk.sent("send")).toEqual([
      { type: "send", id: expect.any(String) as string, text: "材料" },
    ]);
  });

  it("of different accounts go separate ways", async () => {
    const desk = new FakeDesk();
    const site = new FakeSite();
    const wang = await openTab(desk, site, { token: "wang" });
    const li = await openTab(desk, site, { token: "li" });
    await pass(60);
    expect([...desk.conversations.values()].map(({ account }) => account)).toEqual(["wang", "li"]);
    wang.chat.sendText("of Wang");
    li.chat.sendText("of Li");
    await settle();
    expect(texts(wang.chat)).toEqual(["你好", "of Wang"]);
    expect(texts(li.chat)).toEqual(["你好", "of Li"]);
    const hellos = desk.sent("hello").length;
    li.chat.newConversation();
    await settle();
    expect(texts(wang.chat)).toEqual(["你好", "of Wang"]);
    expect(desk.sent("hello")).toHaveLength(hellos);
  });

  it("count as read what was read in one of them", async () => {
    const desk = new FakeDesk();
    const site = new FakeSite();
    const one = await openTab(desk, site);
    const two = await openTab(desk, site);
    desk.say("an answer");
    await settle();
    expect([one.chat.state.unread, two.chat.state.unread]).toEqual([2, 1]);
    one.chat.markRead();
    await settle();
    expect([one.chat.state.unread, two.chat.state.unread]).toEqual([0, 0]);
  });
});

describe("messages", () => {
  it("that are missing are asked for, and shown in order once", async () => {
    const desk = new FakeDesk();
    const { chat } = await openTab(desk);
    desk.store(desk.conversation, "assistant", "missing-1", "missing");
    desk.say("after it");
    desk.say("and more");
    await settle();
    expect(texts(chat)).toEqual(["你好", "missing", "after it", "and more"]);
    expect(desk.sent("hello").at(-1)).toMatchObject({ after: 1 });
    desk.tell(desk.conversation, { type: "message", message: desk.conversation.messages[1]! });
    await settle();
    expect(texts(chat)).toHaveLength(4);
  });

  it("that came while the connection was cut are caught up with", async () => {
    const desk = new FakeDesk();
    const { chat, line } = await openTab(desk);
    line.cut();
    desk.say("meanwhile");
    await pass(1);
    expect(texts(chat)).toEqual(["你好", "meanwhile"]);
  });

  it("that are too many to catch up with are left to the history", async () => {
    const desk = new FakeDesk();
    desk.missedAtOnce = 20;
    const { chat, line } = await openTab(desk);
    line.cut();
    filled(desk, 100);
    await pass(1);
    expect(chat.state.messages.map(({ seq }) => seq)).toEqual(
      Array.from({ length: 20 }, (_, index) => 81 + index),
    );
    expect(chat.state.earlier).toBe(true);
  });

  it("are loaded page by page, and all together for the transcript", async () => {
    const desk = new FakeDesk();
    const site = new FakeSite();
    leave(await openTab(desk, site));
    filled(desk, 130);
    const { chat } = await openTab(desk, site);
    expect(chat.state.messages).toHaveLength(50);
    expect(chat.state.earlier).toBe(true);
    const all = await chat.allMessages();
    expect(all.map(({ seq }) => seq)).toEqual(Array.from({ length: 130 }, (_, at) => at + 1));
    expect(chat.state.messages).toHaveLength(50);
    await chat.loadEarlier();
    expect(chat.state.messages[0]!.seq).toBe(31);
    await Promise.all([chat.loadEarlier(), chat.loadEarlier()]);
    expect(chat.state.messages.map(({ seq }) => seq)).toEqual(all.map(({ seq }) => seq));
    expect(chat.state.earlier).toBe(false);
  });

  it("that can't be loaded are done without", async () => {
    const desk = new FakeDesk();
    const site = new FakeSite();
    leave(await openTab(desk, site));
    filled(desk, 130);
    const { chat, line } = await openTab(desk, site);
    desk.deaf = true;
    const earlier = chat.loadEarlier();
    await settle();
    line.cut();
    await earlier;
    line.blocked = true;
    expect(await chat.allMessages()).toHaveLength(50);
  });

  it("of others are unread until they are marked read, also over a reload", async () => {
    const desk = new FakeDesk();
    const site = new FakeSite();
    const before = await openTab(desk, site);
    expect(before.chat.state.unread).toBe(1);
    before.chat.markRead();
    before.chat.sendText("mine");
    await settle();
    expect(before.chat.state.unread).toBe(0);
    leave(before);
    desk.say("answer");
    desk.say("notice", "notice");
    const { chat } = await openTab(desk, site);
    expect(chat.state.unread).toBe(2);
    chat.markRead();
    expect(chat.state.unread).toBe(0);
  });

  it("of the assistant end its typing", async () => {
    vi.setSystemTime("2026-11-24T08:00:00Z");
    const desk = new FakeDesk();
    const { chat } = await openTab(desk);
    desk.tell(desk.conversation, { type: "typing", on: true, by: "assistant" });
    await settle();
    expect(chat.state.typingSince).toBe(Date.parse("2026-11-24T08:00:00Z"));
    desk.say("answer");
    await settle();
    expect(chat.state.typingSince).toBeNull();
  });
});

describe("the state", () => {
  it("is told once for all changes of a turn", async () => {
    const { chat } = await openTab(new FakeDesk());
    const listener = vi.fn();
    const end = chat.subscribe(listener);
    const before = chat.state;
    chat.sendText("one");
    chat.sendText("two");
    expect(chat.state).not.toBe(before);
    expect(texts(chat)).toEqual(["你好", "one", "two"]);
    expect(before.messages).toHaveLength(1);
    await Promise.resolve();
    expect(listener).toHaveBeenCalledExactlyOnceWith(chat.state);
    await settle();
    const calls = listener.mock.calls.length;
    end();
    chat.sendText("three");
    await settle();
    expect(listener).toHaveBeenCalledTimes(calls);
  });
});

describe("what the user chooses", () => {
  it("reaches the desk, also after a cut", async () => {
    const desk = new FakeDesk();
    const { chat, line } = await openTab(desk);
    const answer = desk.say("answer");
    await settle();
    line.cut();
    chat.giveFeedback(answer.id, "down", "wrong", "x".repeat(600));
    chat.rate(4);
    chat.setLanguage("en");
    await pass(1);
    expect(chat.state).toMatchObject({ rating: 4, language: "en" });
    expect(chat.state.messages.at(-1)!.feedback).toBe("down");
    const types = desk.received.map(({ type }) => type).slice(-3);
    expect(types).toEqual(["feedback", "rate", "language"]);
    line.cut();
    await pass(1);
    expect(desk.received.at(-1)!.type).toBe("hello");
  });

  it("tells the page that the site names, again over each connection", async () => {
    const desk = new FakeDesk();
    const { chat, line } = await openTab(desk);
    const pages = (): unknown[] => desk.received.filter(({ type }) => type === "page");
    expect(pages()).toEqual([]);
    const page = { address: "https://shop.example/cart", title: "Cart" };
    chat.tellPage(page);
    await settle();
    line.cut();
    await pass(1);
    chat.tellPage(null);
    await settle();
    expect(pages()).toEqual([
      { type: "page", ...page },
      { type: "page", ...page },
      { type: "page", address: null },
    ]);
  });

  it("is shown in the other tab", async () => {
    const desk = new FakeDesk();
    const site = new FakeSite();
    const one = await openTab(desk, site);
    const two = await openTab(desk, site);
    one.chat.giveFeedback(one.chat.state.messages[0]!.id, "up");
    one.chat.rate(5, "谢谢");
    await settle();
    expect(two.chat.state.messages[0]!.feedback).toBe("up");
    expect(two.chat.state.rating).toBe(5);
  });
});
