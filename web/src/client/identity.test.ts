// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeDesk } from "./testing/fake-desk";
import { FakeSite } from "./testing/fake-storage";
import { leave, newTab, openTab, pass, settle, shown, texts } from "./testing/tab";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("signing in", () => {
  it("says hello with the token that is known", async () => {
    const desk = new FakeDesk();
    const { chat } = await openTab(desk, undefined, { token: "wang" });
    expect(desk.conversation.account).toBe("wang");
    expect(chat.state.signedIn).toBe(true);
  });

  it("goes on with an anonymous conversation", async () => {
    const desk = new FakeDesk();
    const { chat } = await openTab(desk);
    chat.sendText("one");
    chat.identify("wang");
    chat.sendText("two");
    await settle();
    expect(desk.conversations.size).toBe(1);
    expect(desk.sent("token")).toHaveLength(1);
    expect(chat.state.signedIn).toBe(true);
    expect(shown(chat.state.messages)).toEqual(["你好 sent", "one sent", "two sent"]);
  });

  it("while the connection is made is not lost", async () => {
    const desk = new FakeDesk();
    const { chat } = newTab(desk);
    chat.connect();
    await Promise.resolve();
    chat.identify("wang");
    await settle();
    expect(desk.conversation.account).toBe("wang");
  });

  it("as another account begins a new conversation without what waited", async () => {
    const desk = new FakeDesk();
    const { chat } = await openTab(desk, undefined, { token: "wang" });
    chat.sendText("one");
    await settle();
    chat.identify("li");
    chat.sendText("of Wang still?");
    await settle();
    expect(desk.conversation.account).toBe("li");
    expect(texts(chat)).toEqual(["你好"]);
    expect(desk.conversation.messages).toHaveLength(1);
  });

  it("with a wrong token is told, and goes on without", async () => {
    const desk = new FakeDesk();
    const { chat } = await openTab(desk, undefined, { token: "wrong" });
    expect(chat.state).toMatchObject({ phase: "online", signedIn: false });
    expect(chat.state.problem).toBe("token_invalid");
    chat.identify("wang");
    await settle();
    expect(chat.state).toMatchObject({ signedIn: true, problem: null });
  });

  it("with a wrong token later goes on as nobody as well", async () => {
    const desk = new FakeDesk();
    const { chat } = await openTab(desk);
    chat.identify("wrong");
    chat.sendText("one");
    await settle();
    expect(chat.state).toMatchObject({ signedIn: false, problem: "token_invalid" });
    expect(shown(chat.state.messages)).toEqual(["你好 sent", "one sent"]);
  });
});

describe("signing out", () => {
  it("forgets an account's conversation", async () => {
    const desk = new FakeDesk();
    const site = new FakeSite();
    const { chat } = await openTab(desk, site, { token: "wang" });
    chat.sendText("one");
    await settle();
    chat.identify(null);
    expect(texts(chat)).toEqual([]);
    await settle();
    expect(chat.state.signedIn).toBe(false);
    expect(desk.conversation.account).toBeNull();
    expect(texts(chat)).toEqual(["你好"]);
    expect(desk.sent("hello").at(-1)).not.toHaveProperty("token");
  });

  it("before the chat connects forgets it as well", async () => {
    const desk = new FakeDesk();
    const site = new FakeSite();
    leave(await openTab(desk, site, { token: "wang" }));
    const { chat } = newTab(desk, site, { token: "wang" });
    chat.identify(null);
    chat.connect();
    await settle();
    expect(desk.conversation.account).toBeNull();
    expect(chat.state.phase).toBe("online");
  });

  it("leaves an anonymous conversation alone", async () => {
    const desk = new FakeDesk();
    const { chat } = await openTab(desk);
    chat.identify(null);
    await settle();
    expect(desk.sent("hello")).toHaveLength(1);
  });

  it("in one tab does not hand its new conversation to another tab's account", async () => {
    const desk = new FakeDesk();
    const site = new FakeSite();
    const one = await openTab(desk, site, { token: "wang" });
    const two = await openTab(desk, site, { token: "wang" });
    one.chat.identify(null);
    await settle();
    expect(desk.conversation.account).toBeNull();
    expect(two.chat.state.signedIn).toBe(true);
    expect(one.chat.state.tokenNeeded).toBe(false);
  });
});

describe("an expired token", () => {
  it("is replaced by the page's new one, and messages wait for it", async () => {
    const desk = new FakeDesk();
    let bring: (token: string) => void = () => undefined;
    const getToken = vi.fn(() => new Promise<string>((resolve) => (bring = resolve)));
    const { chat } = await openTab(desk, undefined, { token: "wang", getToken });
    [...desk.sessions][0]!.expire();
    await settle();
    expect(chat.state.tokenNeeded).toBe(true);
    chat.sendText("one");
    await settle();
    expect(desk.sent("send")).toHaveLength(0);
    bring("wang#2");
    await settle();
    expect(getToken).toHaveBeenCalledTimes(1);
    expect(desk.sent("token")).toEqual([{ type: "token", token: "wang#2" }]);
    expect(chat.state.tokenNeeded).toBe(false);
    expect(shown(chat.state.messages)).toEqual(["你好 sent", "one sent"]);
  });

  it("that a message meets is asked for, and the message is sent again", async () => {
    const desk = new FakeDesk();
    const { chat } = await openTab(desk, undefined, { token: "wang" });
    desk.refuse("send", "token_expired");
    chat.sendText("one");
    await settle();
    expect(chat.state.tokenNeeded).toBe(true);
    expect(shown(chat.state.messages).at(-1)).toBe("one sending");
    chat.identify("wang");
    await settle();
    expect(chat.state.tokenNeeded).toBe(false);
    expect(shown(chat.state.messages).at(-1)).toBe("one sent");
  });

  it("at hello keeps the chat away until a new one comes", async () => {
    const desk = new FakeDesk();
    const site = new FakeSite();
    leave(await openTab(desk, site, { token: "wang" }));
    const { chat, line } = await openTab(desk, site, { token: "wang:expired" });
    await pass(120);
    expect(chat.state).toMatchObject({ phase: "connecting", tokenNeeded: true });
    expect(line.tries).toBe(1);
    chat.identify("wang");
    await settle();
    expect(chat.state).toMatchObject({ phase: "online", tokenNeeded: false, signedIn: true });
    expect(desk.conversations.size).toBe(1);
  });

  it("is asked for at most once in 10 s, ever more seldom", async () => {
    const desk = new FakeDesk();
    const getToken = vi.fn(() => Promise.resolve(null));
    await openTab(desk, undefined, { token: "wang:expired", getToken });
    expect(getToken).toHaveBeenCalledTimes(1);
    await pass(9);
    expect(getToken).toHaveBeenCalledTimes(1);
    await pass(2);
    expect(getToken).toHaveBeenCalledTimes(2);
    await pass(600);
    expect(getToken.mock.calls.length).toBeLessThan(9);
  });

  it("is not asked for more often where the page brings expired ones", async () => {
    const desk = new FakeDesk();
    let count = 0;
    const getToken = vi.fn(() => Promise.resolve(`wang:expired-${(count += 1)}`));
    await openTab(desk, undefined, { token: "wang:expired", getToken });
    await pass(29);
    expect(getToken).toHaveBeenCalledTimes(3);
  });

  it("does not trouble a page whose function throws", async () => {
    const desk = new FakeDesk();
    const getToken = vi.fn((): Promise<string> => {
      throw new Error("of the page");
    });
    const { chat } = await openTab(desk, undefined, { token: "wang:expired", getToken });
    expect(chat.state.tokenNeeded).toBe(true);
  });

  it("can be done without in a new conversation", async () => {
    const desk = new FakeDesk();
    const site = new FakeSite();
    leave(await openTab(desk, site, { token: "wang" }));
    const { chat } = await openTab(desk, site);
    expect(chat.state.tokenNeeded).toBe(true);
    chat.sendText("for the account");
    chat.newConversation();
    await settle();
    expect(chat.state).toMatchObject({ phase: "online", tokenNeeded: false, signedIn: false });
    expect(texts(chat)).toEqual(["你好"]);
  });

  it("is not needed by a tab that signs out, where another one signed in", async () => {
    const desk = new FakeDesk();
    const site = new FakeSite();
    const one = await openTab(desk, site);
    const two = await openTab(desk, site);
    one.chat.identify("wang");
    await settle();
    expect(two.chat.state.tokenNeeded).toBe(true);
    two.chat.identify(null);
    two.chat.sendText("as nobody");
    await settle();
    expect(shown(two.chat.state.messages)).toEqual(["你好 sent", "as nobody sent"]);
    expect(two.chat.state).toMatchObject({ signedIn: false, tokenNeeded: false });
    expect(one.chat.state.signedIn).toBe(true);
  });

  it("is needed where another tab signed in", async () => {
    const desk = new FakeDesk();
    const site = new FakeSite();
    const one = await openTab(desk, site);
    const getToken = (): Promise<string> => Promise.resolve("wang");
    const two = await openTab(desk, site, { getToken });
    one.chat.identify("wang");
    await settle();
    expect(two.chat.state).toMatchObject({ signedIn: true, tokenNeeded: false });
    expect(desk.conversations.size).toBe(1);
  });
});

describe("another device of the account", () => {
  it("goes on with the conversation that is open, and both get every message", async () => {
    const desk = new FakeDesk();
    const laptop = await openTab(desk, undefined, { token: "wang" });
    laptop.chat.sendText("on the laptop");
    await settle();
    const phone = await openTab(desk, undefined, { token: "wang" });
    expect(texts(phone.chat)).toEqual(["你好", "on the laptop"]);
    phone.chat.sendText("on the phone");
    await settle();
    expect(desk.conversations.size).toBe(1);
    expect(texts(laptop.chat)).toEqual(texts(phone.chat));
  });

  it("leaves a chat in which nothing was said for it", async () => {
    const desk = new FakeDesk();
    const laptop = await openTab(desk, undefined, { token: "wang" });
    laptop.chat.sendText("on the laptop");
    await settle();
    const site = new FakeSite();
    const phone = await openTab(desk, site);
    expect(texts(phone.chat)).toEqual(["你好"]);
    phone.chat.identify("wang");
    await settle();
    expect(texts(phone.chat)).toEqual(["你好", "on the laptop"]);
    leave(phone);
    const reloaded = await openTab(desk, site, { token: "wang" });
    expect(texts(reloaded.chat)).toEqual(["你好", "on the laptop"]);
  });

  it("does not get the old one back in place of the new one that was wished for", async () => {
    const desk = new FakeDesk();
    const tab = await openTab(desk, undefined, { token: "wang" });
    tab.chat.sendText("the old one");
    await settle();
    tab.line.cut();
    tab.chat.newConversation();
    await pass(30);
    expect(desk.conversations.size).toBe(2);
    expect(texts(tab.chat)).toEqual(["你好"]);
  });

  it("knows what was read, and is told what is read elsewhere", async () => {
    const desk = new FakeDesk();
    const laptop = await openTab(desk, undefined, { token: "wang" });
    laptop.chat.markRead();
    await settle();
    desk.say("while nobody looks");
    const phone = await openTab(desk, undefined, { token: "wang" });
    await settle();
    expect(phone.chat.state.unread).toBe(1);
    laptop.chat.markRead();
    await settle();
    expect(phone.chat.state.unread).toBe(0);
  });

  it("lists the account's conversations, and goes to one", async () => {
    const desk = new FakeDesk();
    const { chat } = await openTab(desk, undefined, { token: "wang" });
    chat.sendText("the first");
    await settle();
    chat.newConversation();
    await settle();
    chat.askConversations();
    await settle();
    const [newest, oldest] = chat.state.conversations!;
    expect([newest!.state, oldest!.state]).toEqual(["bot", "closed"]);
    chat.goTo(oldest!);
    await settle();
    expect(texts(chat)).toEqual(["你好", "the first"]);
    expect(chat.state.stage).toBe("closed");
  });
});
