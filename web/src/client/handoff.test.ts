// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeDesk } from "./testing/fake-desk";
import { FakeSite } from "./testing/fake-storage";
import { leave, openTab, pass, settle, shown, texts } from "./testing/tab";

const LI = { agent: { name: "Li" } };

let desk: FakeDesk;

beforeEach(() => {
  vi.useFakeTimers();
  desk = new FakeDesk();
});
afterEach(() => void vi.useRealTimers());

/** What was told of the visitor's typing. */
const typed = (): boolean[] =>
  desk.received.flatMap((frame) => (frame.type === "typing" ? [frame.on] : []));

describe("a hand-off", () => {
  it("is shown as the desk tells it, there and back", async () => {
    const { chat } = await openTab(desk);
    expect(chat.state).toMatchObject({ stage: "bot", handoff: null, returned: false });
    desk.move("waiting", { position: 2, wait_minutes: 5 });
    await settle();
    expect(chat.state).toMatchObject({ stage: "waiting", handoff: { position: 2 } });
    desk.move("with_agent", LI);
    desk.say("Hello, I am Li", "agent");
    await settle();
    expect(chat.state).toMatchObject({ stage: "with_agent", handoff: LI, unread: 2 });
    expect(chat.state.messages.at(-1)!.name).toBe("Li");
    desk.move("bot");
    await settle();
    expect(chat.state).toMatchObject({ stage: "bot", handoff: null, returned: true });
  });

  it("is told in the language that the desk says the conversation has", async () => {
    const { chat } = await openTab(desk);
    const { language } = chat.state;
    const other = language === "zh" ? "en" : "zh";
    desk.tell(desk.conversation, { type: "state", state: "bot", handoff: null, language: other });
    await settle();
    expect(chat.state.language).toBe(other);
    desk.move("waiting", { position: 2 });
    await settle();
    expect(chat.state.language).toBe(other);
  });

  it("is known after a reload, and after a cut in which it went on", async () => {
    const site = new FakeSite();
    const before = await openTab(desk, site);
    desk.move("waiting", { position: 1 });
    leave(before);
    const { chat, line } = await openTab(desk, site);
    expect(chat.state).toMatchObject({ stage: "waiting", handoff: { position: 1 } });
    line.cut();
    expect(chat.state.stage).toBe("waiting");
    desk.move("bot");
    await pass(1);
    expect(chat.state).toMatchObject({ stage: "bot", returned: true });
  });

  it("that ends with a block is known as such, after a reload too, until it is lifted", async () => {
    const site = new FakeSite();
    const before = await openTab(desk, site);
    desk.move("with_agent", LI);
    desk.block();
    await settle();
    expect(before.chat.state).toMatchObject({ stage: "bot", blocked: true, returned: false });
    leave(before);
    const { chat } = await openTab(desk, site);
    expect(chat.state.blocked).toBe(true);
    desk.move("bot");
    await settle();
    expect(chat.state.blocked).toBe(false);
  });

  it("shows no message that the agent took back, also where that was missed", async () => {
    const { chat, line } = await openTab(desk);
    desk.move("with_agent", LI);
    const wrong = desk.say("The wrong window", "agent");
    const slip = desk.say("Somebody's number", "agent");
    await settle();
    desk.recall(wrong);
    await settle();
    expect(texts(chat)).not.toContain("The wrong window");
    expect(chat.state.messages.filter(({ recalled }) => recalled)).toHaveLength(1);
    line.cut();
    desk.recall(slip);
    await pass(1);
    expect(texts(chat)).not.toContain("Somebody's number");
  });

  it("asks for a rating when the visitor seems to be done, until they write again", async () => {
    const { chat } = await openTab(desk);
    desk.tell(desk.conversation, { type: "rating_wanted" });
    await settle();
    expect(chat.state.ratingWanted).toBe(true);
    chat.sendText("One more thing");
    await settle();
    expect(chat.state.ratingWanted).toBe(false);
  });

  it("keeps its ticket until it is answered", async () => {
    const ticket = { number: "T-1042", due_at: "2026-11-26T08:00:00Z" };
    const { chat } = await openTab(desk);
    desk.move("bot", { ticket });
    await settle();
    expect(chat.state).toMatchObject({ stage: "bot", handoff: { ticket }, returned: false });
    desk.say("The answer", "agent");
    desk.move("bot");
    await settle();
    expect(chat.state.handoff).toBeNull();
  });

  it("is over for who writes to the assistant again, and in a new conversation", async () => {
    const { chat } = await openTab(desk);
    desk.move("waiting");
    desk.move("bot");
    await settle();
    expect(chat.state.returned).toBe(true);
    chat.sendText("one");
    await settle();
    expect(chat.state.returned).toBe(false);
    desk.move("with_agent", LI);
    await settle();
    chat.newConversation();
    await settle();
    expect(chat.state).toMatchObject({ stage: "bot", handoff: null, returned: false });
  });

  it("that ends the conversation lets what is written next begin another", async () => {
    const { chat } = await openTab(desk);
    const ended = desk.conversation;
    desk.move("with_agent", LI);
    desk.move("closed");
    await settle();
    expect(chat.state.stage).toBe("closed");
    chat.newConversation();
    chat.sendText("one more thing");
    chat.newConversation(); // pressed twice
    await settle();
    expect(desk.sent("new")).toHaveLength(1);
    expect(ended.messages).toHaveLength(1);
    expect(shown(chat.state.messages)).toEqual(["你好 sent", "one more thing sent"]);
  });

  it("is no longer told of while a new conversation begins", async () => {
    const { chat } = await openTab(desk);
    chat.newConversation();
    desk.move("closed");
    await settle();
    expect(chat.state.stage).toBe("bot");
    expect(texts(chat)).toEqual(["你好"]);
  });
});

describe("an agent's typing", () => {
  const types = (on: boolean): void =>
    desk.tell(desk.conversation, { type: "typing", on, by: "agent" });

  it("takes the place of the assistant's, and ends with its message", async () => {
    const { chat } = await openTab(desk);
    desk.tell(desk.conversation, { type: "typing", on: true, by: "assistant" });
    await pass(2);
    desk.move("with_agent", LI);
    await settle();
    expect(chat.state.typingSince).toBeNull();
    types(true);
    desk.tell(desk.conversation, { type: "typing", on: false, by: "assistant" });
    await settle();
    expect(chat.state).toMatchObject({ typingSince: Date.now(), typingBy: "agent" });
    desk.say("Hello", "agent");
    await settle();
    expect(chat.state.typingSince).toBeNull();
  });

  it("that is told of no more has ended", async () => {
    const { chat } = await openTab(desk);
    desk.move("with_agent", LI);
    types(true);
    await pass(10);
    types(true);
    await pass(10);
    expect(chat.state.typingSince).not.toBeNull();
    await pass(6);
    expect(chat.state.typingSince).toBeNull();
    types(true);
    types(false);
    await settle();
    expect(chat.state.typingSince).toBeNull();
  });
});

describe("the visitor's typing", () => {
  it("is told at most every 3 s, and when it ends", async () => {
    const { chat } = await openTab(desk);
    desk.move("with_agent", LI);
    await settle();
    chat.setTyping(true);
    await pass(2);
    chat.setTyping(true);
    expect(typed()).toEqual([true]);
    await pass(1);
    chat.setTyping(true);
    chat.setTyping(false);
    chat.setTyping(false);
    await settle();
    expect(typed()).toEqual([true, true, false]);
    chat.setTyping(true);
    await settle();
    expect(typed()).toHaveLength(3);
  });

  it("is told to nobody while the assistant answers, and after the end", async () => {
    const { chat } = await openTab(desk);
    chat.setTyping(true);
    desk.move("waiting");
    await settle();
    chat.setTyping(true);
    desk.move("closed");
    await settle();
    chat.setTyping(false);
    await pass(4);
    chat.setTyping(true);
    await settle();
    expect(typed()).toEqual([true]);
  });

  it("is neither told nor kept while there is no connection, or no valid token", async () => {
    const { chat, line } = await openTab(desk, undefined, { token: "wang" });
    desk.move("with_agent", LI);
    await settle();
    line.cut();
    chat.setTyping(true);
    await pass(1);
    expect(typed()).toEqual([]);
    [...desk.sessions].forEach((session) => session.expire());
    await settle();
    chat.setTyping(true);
    await settle();
    expect(typed()).toEqual([]);
  });
});
