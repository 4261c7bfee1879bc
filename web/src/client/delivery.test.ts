// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeDesk } from "./testing/fake-desk";
import { FakeSite } from "./testing/fake-storage";
import { leave, newTab, openTab, pass, settle, shown, texts } from "./testing/tab";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function visitors(desk: FakeDesk, conversation = desk.conversation): string[] {
  return conversation.messages.filter(({ author }) => author === "visitor").map(({ text }) => text);
}

describe("a message", () => {
  it("is shown at once as sending, and as sent when the desk has it", async () => {
    const { chat } = await openTab(new FakeDesk());
    chat.sendText("备案注销需要什么材料？");
    expect(shown(chat.state.messages)).toEqual(["你好 sent", "备案注销需要什么材料？ sending"]);
    await settle();
    expect(shown(chat.state.messages)).toEqual(["你好 sent", "备案注销需要什么材料？ sent"]);
    expect(chat.state.messages.at(-1)!.seq).toBe(2);
  });

  it("written before the first welcome waits, and goes out in order", async () => {
    const desk = new FakeDesk();
    const { chat } = newTab(desk);
    chat.sendText("one");
    chat.connect();
    chat.sendText("two");
    expect(shown(chat.state.messages)).toEqual(["one sending", "two sending"]);
    await settle();
    expect(visitors(desk)).toEqual(["one", "two"]);
    expect(shown(chat.state.messages)).toEqual(["你好 sent", "one sent", "two sent"]);
  });

  it("is sent after the one before was acknowledged", async () => {
    const desk = new FakeDesk();
    const { chat } = await openTab(desk);
    desk.deaf = true;
    chat.sendText("one");
    chat.sendText("two");
    await settle();
    expect(desk.sent("send")).toHaveLength(1);
  });

  it("is sent again with its id after a cut, and stored once", async () => {
    const desk = new FakeDesk();
    const { chat, line } = await openTab(desk);
    desk.deaf = true;
    chat.sendText("one");
    chat.sendText("two");
    await settle();
    line.cut();
    desk.deaf = false;
    expect(chat.state.phase).toBe("offline");
    await pass(1);
    expect(chat.state.phase).toBe("online");
    expect(visitors(desk)).toEqual(["one", "two"]);
    expect(shown(chat.state.messages)).toEqual(["你好 sent", "one sent", "two sent"]);
  });

  it("is sent again where no acknowledgement comes over a living connection", async () => {
    const desk = new FakeDesk();
    const { chat } = await openTab(desk);
    desk.deaf = true;
    chat.sendText("one");
    await settle();
    desk.deaf = false;
    await pass(21);
    expect(desk.sent("send")).toHaveLength(2);
    expect(visitors(desk)).toEqual(["one"]);
    expect(shown(chat.state.messages)).toEqual(["你好 sent", "one sent"]);
  });

  it("written offline goes out when the network is back", async () => {
    const desk = new FakeDesk();
    const { chat, page, line } = await openTab(desk);
    line.blocked = true;
    page.emit("offline");
    chat.sendText("one");
    chat.sendText("two");
    await pass(30);
    expect(chat.state.phase).toBe("offline");
    line.blocked = false;
    page.emit("online");
    await settle();
    expect(visitors(desk)).toEqual(["one", "two"]);
  });

  it("of a button sends its payload and shows its title", async () => {
    const desk = new FakeDesk();
    const { chat } = await openTab(desk);
    chat.press({ title: "找人工", payload: "/request_human" });
    expect(texts(chat).at(-1)).toBe("找人工");
    await settle();
    expect(desk.sent("send")).toEqual([
      { type: "send", id: expect.any(String) as string, payload: "/request_human" },
    ]);
  });

  it("of nothing but blanks is not sent", async () => {
    const { chat } = await openTab(new FakeDesk());
    chat.sendText(" \n");
    expect(texts(chat)).toEqual(["你好"]);
  });
});

describe("a refused message", () => {
  it("that is too long fails here, counted as the desk counts", async () => {
    const desk = new FakeDesk();
    desk.textLength = 3;
    const { chat } = await openTab(desk);
    chat.sendText("𠮷𠮷𠮷");
    chat.sendText("abcd");
    await settle();
    expect(shown(chat.state.messages).slice(1)).toEqual(["𠮷𠮷𠮷 sent", "abcd failed too_long"]);
    expect(desk.sent("send")).toHaveLength(1);
    chat.retry(chat.state.messages.at(-1)!.id);
    expect(chat.state.messages.at(-1)!.delivery).toBe("failed");
  });

  it.each(["too_long", "blank", "bad_frame", "too_large"] as const)(
    "fails for %s, and lets the next one pass",
    async (code) => {
      const desk = new FakeDesk();
      const { chat } = await openTab(desk);
      desk.refuse("send", code);
      chat.sendText("one");
      chat.sendText("two");
      await settle();
      expect(shown(chat.state.messages).slice(1)).toEqual(["two sent", `one failed ${code}`]);
    },
  );

  it("is sent again when the user wants it, or taken away", async () => {
    const desk = new FakeDesk();
    const { chat } = await openTab(desk);
    desk.refuse("send", "too_large");
    desk.refuse("send", "too_large");
    chat.sendText("one");
    chat.sendText("two");
    await settle();
    const [, one, two] = chat.state.messages;
    chat.retry(one!.id);
    chat.discard(two!.id);
    await settle();
    expect(shown(chat.state.messages)).toEqual(["你好 sent", "one sent"]);
  });

  it.each(["too_fast", "unavailable"] as const)(
    "waits as long as the desk asks for %s, and goes on by itself",
    async (code) => {
      const desk = new FakeDesk();
      const { chat } = await openTab(desk);
      desk.refuse("send", code, 7);
      chat.sendText("one");
      chat.sendText("two");
      await pass(6.9);
      expect(desk.sent("send")).toHaveLength(1);
      expect(shown(chat.state.messages).slice(1)).toEqual(["one sending", "two sending"]);
      await pass(0.2);
      expect(visitors(desk)).toEqual(["one", "two"]);
    },
  );
});

describe("what waits", () => {
  it("is kept over a reload", async () => {
    const desk = new FakeDesk();
    const site = new FakeSite();
    const before = await openTab(desk, site);
    desk.deaf = true;
    before.chat.sendText("one");
    before.chat.sendText("two");
    await settle();
    leave(before);
    desk.deaf = false;
    const { chat } = await openTab(desk, site);
    expect(visitors(desk)).toEqual(["one", "two"]);
    expect(shown(chat.state.messages)).toEqual(["你好 sent", "one sent", "two sent"]);
    expect([...site.values.keys()].filter((key) => key.includes("outbox"))).toEqual([]);
  });

  it("in a living tab is not sent by another one", async () => {
    const desk = new FakeDesk();
    const site = new FakeSite();
    const one = await openTab(desk, site);
    one.line.blocked = true;
    one.line.cut();
    one.chat.sendText("from the first tab");
    const other = await openTab(desk, site);
    await pass(300);
    expect(texts(other.chat)).toEqual(["你好"]);
    expect(visitors(desk)).toEqual([]);
  });

  it("in a tab that crashed is adopted by another one", async () => {
    const desk = new FakeDesk();
    const site = new FakeSite();
    const { chat } = await openTab(desk, site);
    const entry = { id: "of-the-crashed-tab", text: "lost?", at: "2026-11-24T08:00:00Z" };
    site.values.set(
      "https://desk.example.outbox.crashed",
      JSON.stringify({ seen: Date.now(), id: desk.conversation.id, entries: [entry] }),
    );
    await pass(120);
    expect(visitors(desk)).toEqual([]);
    await pass(60);
    expect(visitors(desk)).toEqual(["lost?"]);
    expect(texts(chat)).toEqual(["你好", "lost?"]);
  });

  it("and is adopted twice is stored once", async () => {
    const desk = new FakeDesk();
    const site = new FakeSite();
    const before = await openTab(desk, site);
    before.line.blocked = true;
    before.line.cut();
    before.chat.sendText("one");
    before.page.emit("left"); // into the back-forward cache
    const other = await openTab(desk, site);
    before.page.emit("returned");
    before.line.blocked = false;
    await pass(2);
    expect(visitors(desk)).toEqual(["one"]);
    expect(texts(before.chat)).toEqual(["你好", "one"]);
    expect(texts(other.chat)).toEqual(["你好", "one"]);
  });

  it("and was stored long ago is not shown again", async () => {
    const desk = new FakeDesk();
    const site = new FakeSite();
    const before = await openTab(desk, site);
    before.line.blocked = true;
    before.line.cut();
    before.chat.sendText("one");
    leave(before);
    const { id } = before.chat.state.messages.at(-1)!;
    desk.store(desk.conversation, "visitor", id, "one");
    for (let seq = 3; seq <= 70; seq += 1) {
      desk.store(desk.conversation, "assistant", `message-${seq}`, `text ${seq}`);
    }
    const { chat } = await openTab(desk, site);
    expect(desk.sent("send")).toHaveLength(1);
    expect(texts(chat)).toHaveLength(50);
    expect(texts(chat)).not.toContain("one");
  });

  it("from an account's conversation is adopted by no anonymous one", async () => {
    const desk = new FakeDesk();
    const site = new FakeSite();
    const one = await openTab(desk, site, { token: "wang" });
    const other = await openTab(desk, site, { token: "wang" });
    other.line.blocked = true;
    other.line.cut();
    other.chat.sendText("my phone number is …");
    one.chat.identify(null);
    await settle();
    leave(other);
    await pass(60);
    expect(texts(one.chat)).toEqual(["你好"]);
    expect(desk.sent("send")).toEqual([]);
  });

  it("for an account's conversation goes into no other", async () => {
    const desk = new FakeDesk();
    const site = new FakeSite();
    const before = await openTab(desk, site, { token: "wang" });
    before.line.blocked = true;
    before.line.cut();
    before.chat.sendText("my phone number is …");
    leave(before);
    const { chat } = await openTab(desk, site, { token: "li" });
    expect(desk.conversation.account).toBe("li");
    expect(texts(chat)).toEqual(["你好"]);
    expect(visitors(desk)).toEqual([]);
  });
});
