/** Plays of an agent with the whole console, against the fake desk. */

import { flushPromises, type VueWrapper } from "@vue/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { checkPunctuation } from "../components/testing/shared-checks";
import ConsoleApp from "./components/console-app/ConsoleApp.vue";
import { CODE, FakeApi, PASSWORD } from "./testing/fake-api";
import { Room, windowOf } from "./testing/mounted";
import * as samples from "./testing/samples";

const WAITING = "conv-0001";

windowOf({ width: 1600 });

let room: Room;
let page: VueWrapper;

beforeEach(() => {
  room = new Room();
});
afterEach(() => {
  room.leave();
  vi.useRealTimers();
});

async function arrive(name = "li"): Promise<void> {
  await room.signIn(name);
  page = room.mount(ConsoleApp, {}, "en");
  await flushPromises();
}

async function open(id: string): Promise<void> {
  await room.desk.show({ conversation: id });
  await flushPromises();
}

async function press(label: string): Promise<void> {
  const buttons = [...document.querySelectorAll<HTMLButtonElement>("button")];
  const names = (one: HTMLElement) =>
    [one.textContent, one.getAttribute("aria-label")].map((words) => words?.trim());
  const found = buttons.find((one) => names(one).includes(label) && !one.disabled);
  if (!found) {
    throw new Error(`no button ${label} among ${buttons.map(names).join("; ")}`);
  }
  found.click();
  await flushPromises();
}

async function key(name: string, target: EventTarget = document.body): Promise<void> {
  target.dispatchEvent(
    new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true }),
  );
  await flushPromises();
}

const field = () => page.get<HTMLTextAreaElement>(".desk-composer textarea");
const listed = () =>
  page.findAll("[data-conversation]").map((item) => item.attributes("data-conversation"));
const sent = (id: string, words: string) =>
  room.api.of(id).messages.filter(({ text }) => text === words).length;
const transcript = () => page.get("[role=log]").text();

async function write(text: string): Promise<void> {
  await field().setValue(text);
  await key("Enter", field().element);
}

describe("signing in", () => {
  async function tryIn(password: string) {
    page = room.mount(ConsoleApp, {}, "en");
    await room.desk.start();
    await flushPromises();
    await page.get("[name=name]").setValue("li");
    await page.get("[name=password]").setValue(password);
    await page.get("form").trigger("submit");
    await flushPromises();
  }

  it("leads to the queue", async () => {
    await tryIn(PASSWORD);
    expect(listed()).toEqual([WAITING, "conv-0002"]);
    expect(document.title).toBe("(2) Support desk");
  });

  it("says that the password is wrong, and empties it", async () => {
    await tryIn("wrong");
    expect(page.get("[role=alert]").text()).toContain("The name or the password is wrong");
    expect(page.get<HTMLInputElement>("[name=password]").element.value).toBe("");
    expect(document.activeElement).toBe(page.get("[name=password]").element);
  });

  it("says how long to wait after too many attempts", async () => {
    room.api.throttled = true;
    await tryIn(PASSWORD);
    expect(page.get("[role=alert]").text()).toContain("try again in 2 min");
  });

  it("is asked for again where the session has ended, and the drafts are kept", async () => {
    await arrive();
    await open("conv-0003");
    await field().setValue("half a sen");
    room.api.signedIn = null;
    await open(WAITING);
    expect(page.text()).toContain("Your session has ended");
    await room.desk.signIn("li", PASSWORD);
    await open("conv-0003");
    expect(field().element.value).toBe("half a sen");
  });

  it("ends with the sign-out, and the drafts with it", async () => {
    await arrive();
    await open("conv-0003");
    await field().setValue("half a sen");
    await press("Sign out");
    await press("Sign out, back to the queue");
    expect(page.find("[name=password]").exists()).toBe(true);
    expect(room.desk.drafts.get("conv-0003", "reply")).toBe("");
    expect(JSON.stringify({ ...sessionStorage })).not.toContain("half");
  });
});

describe("the lists", () => {
  it("show who waits longest first, with a clock that runs", async () => {
    const now = Date.now();
    vi.useFakeTimers({ toFake: ["Date"], now });
    room = new Room(new FakeApi(now));
    await arrive();
    const clock = () => page.get(".desk-waiting [aria-hidden]").text();
    vi.useFakeTimers({ now });
    expect(clock()).toBe("11:00");
    page.unmount();
    vi.setSystemTime(Date.now() + 5_000);
    page = room.mount(ConsoleApp, {}, "en");
    expect(clock()).toMatch(/^11:0[56]$/);
    const before = clock();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(clock()).not.toBe(before);
  });

  it("are mine, tickets and all", async () => {
    await arrive();
    await room.desk.show({ view: "mine" });
    await flushPromises();
    expect(listed()).toEqual(["conv-0003"]);
    await key("3");
    expect(listed()).toEqual(["conv-0004"]);
    await key("4");
    expect(listed()).toHaveLength(6);
  });

  it("are searched by what was said", async () => {
    await arrive();
    vi.useFakeTimers();
    await page.get(".desk-list input").setValue("声明书");
    await vi.advanceTimersByTimeAsync(400);
    expect(listed()).toEqual([WAITING]);
    expect(page.get(".desk-list-found").text()).toBe("1 found");
    await page.get(".desk-list input").setValue("no such words");
    await vi.advanceTimersByTimeAsync(400);
    expect(page.text()).toContain("Nothing found");
  });

  it("follow what happens, and the counts with them", async () => {
    await arrive();
    vi.useFakeTimers();
    room.api.begin("conv-new1", "我等了很久");
    await vi.advanceTimersByTimeAsync(1);
    expect(listed()).toEqual([WAITING, "conv-0002", "conv-new1"]);
    room.api.move("conv-0002", "with_agent", { id: "a-wang", display_name: "Wang Lei" });
    await vi.advanceTimersByTimeAsync(400);
    expect(listed()).toEqual([WAITING, "conv-new1"]);
    expect(document.title).toBe("(2) Support desk");
  });
});

describe("a conversation", () => {
  it("is taken and answered", async () => {
    await arrive();
    await open(WAITING);
    expect(transcript()).toContain("我看不懂，转人工吧");
    await press("Take");
    expect(page.get(".desk-head").text()).toContain("With me");
    await write("您好，请填身份证上的姓名。");
    expect(room.api.of(WAITING).messages.at(-1)).toMatchObject({
      author: "agent",
      name: "李敏",
      text: "您好，请填身份证上的姓名。",
    });
    expect(transcript()).toContain("请填身份证上的姓名");
    expect(page.find(".desk-bubble-failed").exists()).toBe(false);
    expect(field().element.value).toBe("");
  });

  it("goes to the first of two who take it, and the second is told who that is", async () => {
    await arrive();
    await open(WAITING);
    // The news of it has not come yet.
    const summary = room.api.of(WAITING).summary;
    room.api.of(WAITING).summary = {
      ...summary,
      state: "with_agent",
      agent: { id: "a-wang", display_name: "Wang Lei" },
    };
    await press("Take");
    expect(page.get(".desk-view-taken").text()).toContain("Wang Lei took this conversation first");
    expect(page.get(".desk-head").text()).toContain("With Wang Lei");
    expect(page.get(".desk-composer").text()).toContain("Wang Lei is replying");
  });

  it("gets live messages, and shows that the visitor types until they come", async () => {
    await arrive();
    await open(WAITING);
    room.api.emit({ type: "typing", conversation: WAITING, on: true });
    await flushPromises();
    expect(page.get(".desk-typing").text()).toBe("The visitor is typing…");
    room.api.write(WAITING, "还在吗？");
    await flushPromises();
    expect(transcript()).toContain("还在吗？");
    expect(page.get(".desk-typing").text()).toBe("");
  });

  it("keeps notes apart from messages", async () => {
    await arrive();
    await open(WAITING);
    await write("用户着急");
    expect(room.api.of(WAITING).notes).toMatchObject([{ text: "用户着急" }]);
    expect(room.api.of(WAITING).messages).toHaveLength(7);
    expect(page.get(".desk-note").text()).toContain("Private note · 李敏");
  });

  it("has tags", async () => {
    await arrive();
    await open(WAITING);
    const box = page.get(".desk-tags input");
    await box.setValue("急");
    await key("Enter", box.element);
    expect(room.api.of(WAITING).summary.tags).toEqual(["手机号", "急"]);
    await press("Remove tag 手机号");
    expect(room.api.of(WAITING).summary.tags).toEqual(["急"]);
  });

  it("is returned, assigned and closed", async () => {
    await arrive();
    await open("conv-0003");
    await press("Return to assistant");
    expect(room.api.of("conv-0003").summary.state).toBe("bot");
    await press("Take");
    await room.desk.open.assign("a-wang");
    await flushPromises();
    expect(page.get(".desk-head").text()).toContain("With Wang Lei");
    await open(WAITING);
    await press("Take");
    await press("Close");
    expect(room.api.of(WAITING).summary.state).toBe("with_agent");
    await press("Close it");
    expect(room.api.of(WAITING).summary.state).toBe("closed");
    expect(page.get(".desk-composer").text()).toContain("The conversation is closed");
  });

  it("shows earlier messages on demand", async () => {
    const { messages } = room.api.of(WAITING);
    for (let seq = 8; seq <= 150; seq += 1) {
      messages.push({ ...messages[1]!, id: `long-${seq}`, seq, text: `no ${seq}` });
    }
    await arrive();
    await open(WAITING);
    expect(transcript()).not.toContain("我是备案助手");
    await press("Show earlier messages");
    expect(transcript()).toContain("我是备案助手");
    expect(page.text()).not.toContain("Show earlier messages");
  });

  it("shows the account in full after one click, which is audited", async () => {
    await arrive();
    await open(WAITING);
    expect(page.get(".desk-account").text()).toContain("张**");
    expect(page.findAll(".desk-order-late")).toHaveLength(1);
    expect(page.get(".desk-orders").text()).not.toMatch(/T\d\d:/);
    await press("Show in full");
    expect(page.get(".desk-account").text()).not.toContain("张小明");
    await press("Calling the visitor");
    expect(page.get(".desk-account").text()).toContain("张小明");
    expect(room.api.audit).toMatchObject([{ detail: "Calling the visitor" }]);
    expect(room.api.audit).toMatchObject([{ action: "unmask", conversation: WAITING }]);
  });
});

it("takes a message of one's own back while that can be done", async () => {
  vi.useFakeTimers({ toFake: ["Date", "setInterval", "clearInterval"] });
  await arrive();
  await open(WAITING);
  await press("Take");
  await room.desk.open.send("Wrong window");
  await flushPromises();
  await press("Take back");
  expect(transcript()).not.toContain("Wrong window");
  expect(transcript()).toContain("Taken back");
  await room.desk.open.send("Right window");
  await flushPromises();
  vi.advanceTimersByTime(121_000);
  await flushPromises();
  await expect(press("Take back")).rejects.toThrow("no button");
});

it("asks for a second factor once it is on, and ends other sessions", async () => {
  await arrive();
  await room.desk.show({ page: "security" });
  await flushPromises();
  await press("End");
  expect(room.api.sessions).toHaveLength(1);
  await press("Turn on");
  expect(page.get(".desk-qr-dark").attributes("d")).toBe(
    "M4 4h1v1h-1zM6 4h1v1h-1zM5 5h1v1h-1zM4 6h1v1h-1zM5 6h1v1h-1zM6 6h1v1h-1z",
  );
  await page.get(".desk-security input").setValue("000000");
  await page.get(".desk-security form").trigger("submit");
  await flushPromises();
  expect(room.api.secondFactor).toBe(false);
  await page.get(".desk-security input").setValue(CODE);
  await page.get(".desk-security form").trigger("submit");
  await flushPromises();
  expect(room.api.secondFactor).toBe(true);
  await room.desk.signOut();
  await flushPromises();
  await page.get("[name=name]").setValue("li");
  await page.get("[name=password]").setValue(PASSWORD);
  await page.get("form").trigger("submit");
  await flushPromises();
  await page.get("[name=code]").setValue("000000");
  await page.get("form").trigger("submit");
  await flushPromises();
  expect(page.get("[role=alert]").text()).toContain("The code is wrong");
  await page.get("[name=code]").setValue(CODE);
  await page.get("form").trigger("submit");
  await flushPromises();
  expect(page.find(".desk-rail").exists()).toBe(true);
});

it("colours a wait by the desk's goal", async () => {
  room.api.waitingGoalMinutes = 20;
  await arrive(); // two wait, for 11 and 3 minutes
  expect(page.findAll(".desk-waiting-long")).toHaveLength(1);
  expect(page.findAll(".desk-waiting-fine")).toHaveLength(1);
  room.leave();
  room = new Room();
  room.api.waitingGoalMinutes = 5;
  await arrive();
  expect(page.findAll(".desk-waiting-too-long")).toHaveLength(1);
  expect(page.findAll(".desk-waiting-long")).toHaveLength(1);
});

describe("searching", () => {
  it("narrows and sorts a list, and says how many filters do", async () => {
    await arrive();
    await room.desk.show({ view: "all" });
    await flushPromises();
    await press("Filters and order (0 in use)");
    const choose = async (label: string, value: string) => {
      const id = [...document.querySelectorAll("label")].find((one) => one.textContent === label);
      await page.get(`[id="${id?.htmlFor}"]`).setValue(value);
      await flushPromises();
    };
    await choose("State", "waiting");
    expect(listed().slice(0, 2).sort()).toEqual([WAITING, "conv-0002"]);
    await choose("Order", "oldest");
    expect(listed()[0]).toBe(WAITING);
    await choose("Tag", "手机号");
    expect(listed()).toEqual([WAITING]);
    expect(page.get(".desk-list-found").text()).toBe("1 found");
    room.api.begin("conv-new", "wait for me");
    await flushPromises();
    expect(listed()).toEqual([WAITING]);
    await press("Clear");
    expect(listed().length).toBeGreaterThan(3);
  });
});

describe("who may what", () => {
  it("keeps a conversation that was taken selected, in the list of one's own", async () => {
    await arrive();
    await open(WAITING);
    await press("Take");
    expect(page.get(".desk-list h2").text()).toBe("My conversations");
    expect(page.get(".desk-list [aria-current]").attributes("data-conversation")).toBe(WAITING);
  });

  it("stays with the one opened meanwhile where taking another takes long", async () => {
    await arrive();
    await open(WAITING);
    let answer = () => {};
    room.api.slow = new Promise((resolve) => (answer = resolve));
    const taken = room.desk.open.take();
    await open("conv-0002");
    answer();
    await taken;
    expect(room.desk.open.state.id).toBe("conv-0002");
    expect(room.desk.open.state.summary?.id).toBe("conv-0002");
  });

  it("tells who took a conversation that is not for this agent any more", async () => {
    await arrive();
    await open(WAITING);
    const agent = { id: "a-wang", display_name: "Wang Lei" };
    room.api.emit({ type: "gone", conversation: WAITING, state: "with_agent", agent });
    await flushPromises();
    expect(page.get("[role=alert]").text()).toContain("Wang Lei took this conversation first");
    expect(page.get(".desk-head").text()).toContain("With Wang Lei");
    expect(page.findAll(`.desk-list [data-conversation="${WAITING}"]`)).toHaveLength(0);
    expect(page.findAll(".desk-head button").map((one) => one.text())).not.toContain("Take");
  });

  it("drops what its visitor has deleted, and says so", async () => {
    await arrive();
    await open(WAITING);
    await press("Take");
    room.desk.drafts.set(WAITING, "note", "a draft");
    room.api.emit({ type: "deleted", conversation: WAITING });
    await flushPromises();
    expect(page.get(".desk-empty").text()).toContain("The visitor deleted this conversation");
    expect(page.text()).not.toContain("张**");
    expect(page.findAll(`.desk-list [data-conversation="${WAITING}"]`)).toHaveLength(0);
    expect(room.desk.held.has(WAITING)).toBe(false);
    expect(room.desk.drafts.get(WAITING, "note")).toBe("");
    expect(document.body.textContent).toContain("A visitor deleted a conversation that you had");
  });

  it("offers nothing to do in a conversation that is only open for reading", async () => {
    room.api.readOnly.add(WAITING);
    room.api.write(WAITING, samples.photo.name, { attachments: [samples.photo] });
    await arrive();
    await open(WAITING);
    const view = page.get(".desk-view");
    expect(view.text()).toContain("you can only read it");
    expect(view.findAll(".desk-file-actions button")).toHaveLength(0);
    expect(view.findAll(".desk-file-actions a")).toHaveLength(1);
    expect(view.findAll("textarea, .desk-head-actions button")).toHaveLength(0);
    expect(page.findAll(".desk-tags input, .desk-tags button")).toHaveLength(0);
    expect(page.get(".desk-account").text()).toContain("张**");
    expect(page.findAll(".desk-account button")).toHaveLength(0);
  });

  it("blocks a visitor for a reason and a time, and lifts it from the list", async () => {
    await arrive();
    await open(WAITING);
    await press("Stop serving this visitor…");
    await page.get(".desk-block input").setValue("threats");
    await page.get(".desk-block select").setValue("168");
    await page.get(".desk-block form").trigger("submit");
    await flushPromises();
    expect(page.get(".desk-block").text()).toContain("no person serves this visitor until");
    await room.desk.show({ page: "blocks" });
    await flushPromises();
    expect(page.get(".desk-table tbody").text()).toContain("threats");
    await press("Lift");
    expect(page.get(".desk-page").text()).toContain("Nobody is blocked");
  });

  it("writes a macro, and runs it in a conversation of one's own", async () => {
    await arrive();
    await room.desk.show({ page: "macros" });
    await flushPromises();
    expect(page.get(".desk-table tbody").text()).toContain("Ask for: your business licence");
    await press("Add");
    const form = document.querySelector<HTMLFormElement>(".desk-macro-form")!;
    const fill = (index: number, value: string) => {
      const field = form.querySelectorAll<HTMLInputElement>("input, textarea")[index]!;
      field.value = value;
      field.dispatchEvent(new Event("input"));
    };
    form.dispatchEvent(new Event("submit"));
    await flushPromises();
    expect(form.textContent).toContain("Please give a title and at least one step.");
    fill(0, "Wait");
    fill(2, "One moment, please.");
    form.dispatchEvent(new Event("submit"));
    await flushPromises();
    expect(room.api.macros.at(-1)).toMatchObject({ title: "Wait", en: "One moment, please." });
    await room.desk.show({ conversation: WAITING, page: null });
    await flushPromises();
    await press("Take");
    await room.desk.open.runMacro(room.api.macros.at(-1)!.id);
    await flushPromises();
    expect(page.get(".desk-view").text()).toContain("One moment, please.");
  });

  it("declares a group of agents", async () => {
    await arrive();
    await room.desk.show({ page: "groups" });
    await flushPromises();
    expect(page.get(".desk-table tbody").text()).toContain("3 each, anybody after 3 min");
    await press("Add");
    const form = document.querySelector<HTMLFormElement>(".desk-group-form")!;
    form.dispatchEvent(new Event("submit"));
    await flushPromises();
    expect(form.textContent).toContain("Please give a name");
    const [name, member] = form.querySelectorAll<HTMLInputElement>("input");
    name!.value = "Papers";
    name!.dispatchEvent(new Event("input"));
    member!.click();
    form.dispatchEvent(new Event("submit"));
    await flushPromises();
    expect(room.api.groups.at(-1)).toMatchObject({
      name: "Papers",
      members: ["a-wang"],
      most_each: 3,
    });
  });

  it("has for an editor what editors have, and nothing of the visitors", async () => {
    room.api.agents.push({ ...room.api.agents[1]!, id: "a-ed", name: "ed", roles: ["editor"] });
    await arrive("ed");
    expect(page.get(".desk-page h2").text()).toBe("Canned answers");
    expect(page.findAll(".desk-rail li").map((one) => one.text())).not.toContain("Queue");
    expect(room.api.calls.filter((call) => call.includes("/conversations"))).toEqual([]);
  });

  it("has agents managed by admins", async () => {
    await arrive();
    await room.desk.show({ page: "agents" });
    await flushPromises();
    await press("Add an agent");
    const fields = [...document.querySelectorAll<HTMLInputElement>(".desk-agent-form input")];
    for (const [index, words] of ["zhao", "赵云", "long enough password"].entries()) {
      fields[index]!.value = words;
      fields[index]!.dispatchEvent(new Event("input", { bubbles: true }));
    }
    await flushPromises();
    await press("Save");
    expect(room.api.agents.at(-1)).toMatchObject({ name: "zhao", roles: ["agent"] });
    await press("Edit zhao");
    document.querySelector<HTMLInputElement>('.desk-agent-form [value="manager"]')!.click();
    await flushPromises();
    await press("Save");
    expect(room.api.agents.at(-1)).toMatchObject({ roles: ["agent", "manager"] });
  });
});

describe("what the answers rest on", () => {
  it("stands with its source below the topic, and opens the publisher's page", async () => {
    await arrive();
    await open(WAITING);
    const facts = page.get(".desk-facts");
    expect(facts.get("summary").text()).toMatch(/\(2\)$/);
    const [letter, code] = facts.findAll("li");
    expect(letter!.text()).toContain("The letter has an individual's fingerprint");
    expect(letter!.text()).toContain("2021-12 · high confidence");
    expect(letter!.get("a").attributes("href")).toBe("https://example.com/help");
    expect(code!.text()).toContain("no date · medium confidence");
    expect(code!.find("a").exists()).toBe(false);
  });
});

describe("a suggested answer", () => {
  it("is edited and sent", async () => {
    await arrive();
    await open(WAITING);
    await press("Take");
    expect(page.get(".desk-suggestion").text()).toContain("填身份证上的姓名即可。");
    await press("Edit");
    expect(page.find(".desk-suggestion").exists()).toBe(false);
    expect(field().element.value).toBe("填身份证上的姓名即可。");
    await write("填身份证上的姓名即可，谢谢。");
    expect(room.api.of(WAITING).messages.at(-1)?.text).toBe("填身份证上的姓名即可，谢谢。");
  });

  it("is sent as it is, or dropped", async () => {
    await arrive();
    await open(WAITING);
    await press("Take");
    await press("Drop");
    expect(page.find(".desk-suggestion").exists()).toBe(false);
    await press("Suggest");
    document.querySelector<HTMLButtonElement>(".desk-suggestion-actions button")?.click();
    await flushPromises();
    expect(room.api.of(WAITING).messages.at(-1)?.text).toBe("填身份证上的姓名即可。");
  });

  it("says that there is none where the assistant is away", async () => {
    room.api.botWorks = false;
    await arrive();
    await open(WAITING);
    await press("Take");
    expect(page.find(".desk-suggestion").exists()).toBe(false);
    await press("Suggest");
    expect(page.get(".desk-suggestion").text()).toContain("has no suggestion just now");
  });
});

describe("a message that can't be sent", () => {
  it("is said to have failed, and goes once when it is tried again", async () => {
    await arrive();
    await open("conv-0003");
    room.api.unreachable = true;
    await write("在的");
    expect(page.get(".desk-message-meta[role=alert]").text()).toContain("no connection");
    room.api.unreachable = false;
    await press("Try again");
    const texts = room.api.of("conv-0003").messages.map(({ text }) => text);
    expect(texts.filter((text) => text === "在的")).toHaveLength(1);
    expect(page.find(".desk-bubble-failed").exists()).toBe(false);
  });

  it("waits in its conversation while others are looked at, and goes once it is back there", async () => {
    await arrive();
    await open("conv-0003");
    room.api.unreachable = true;
    await write("在的");
    room.api.unreachable = false;
    await open(WAITING);
    expect(page.find(".desk-bubble-failed").exists()).toBe(false);
    await open("conv-0003");
    expect(sent("conv-0003", "在的")).toBe(1);
    expect(page.find(".desk-bubble-failed").exists()).toBe(false);
  });

  it("can be given up", async () => {
    await arrive();
    await open("conv-0003");
    room.api.unreachable = true;
    await write("在的");
    await press("Discard");
    room.api.unreachable = false;
    await open("conv-0003");
    expect(sent("conv-0003", "在的")).toBe(0);
    expect(page.find(".desk-bubble-failed").exists()).toBe(false);
  });

  it.each([
    ["after", true],
    ["before", false],
  ])("as the desk was killed %s it was stored comes right by itself", async (_, stores) => {
    await arrive();
    await open("conv-0003");
    vi.useFakeTimers();
    room.api.die(stores);
    await write("在的");
    expect(page.find(".desk-bubble-failed").exists()).toBe(true);
    expect(sent("conv-0003", "在的")).toBe(stores ? 1 : 0);
    room.api.unreachable = false;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(sent("conv-0003", "在的")).toBe(1);
    expect(page.find(".desk-bubble-failed").exists()).toBe(false);
    expect(transcript().split("在的")).toHaveLength(2);
  });
});

it("shows why something was refused until the next thing goes well", async () => {
  await arrive();
  await open(WAITING);
  room.api.unreachable = true;
  await press("Take");
  const shown = () =>
    [...document.querySelectorAll<HTMLElement>(".el-message--error")].filter(
      ({ style }) => style.display !== "none",
    );
  expect(shown()).toHaveLength(1);
  room.api.unreachable = false;
  await press("Take");
  await vi.waitFor(() => expect(shown()).toHaveLength(0));
});

describe("a lost connection", () => {
  it("is said, made again, and what was missed is read", async () => {
    await arrive();
    await open(WAITING);
    vi.useFakeTimers();
    room.api.unreachable = true;
    room.api.cut();
    await vi.advanceTimersByTimeAsync(1);
    expect(page.get(".desk-connection").text()).toContain("connection is lost");
    room.api.begin("conv-new2", "有人吗");
    room.api.write(WAITING, "断线时说的话");
    await vi.advanceTimersByTimeAsync(2_000);
    expect(page.get(".desk-connection").text()).toContain("connection is lost");
    room.api.unreachable = false;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(page.get(".desk-connection").text()).toBe("");
    expect(listed()).toContain("conv-new2");
    expect(transcript()).toContain("断线时说的话");
  });

  it("is made again after the session ended, once signed in", async () => {
    await arrive();
    vi.useFakeTimers();
    room.api.signedIn = null;
    room.api.cut();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(page.text()).toContain("Your session has ended");
    await room.desk.signIn("li", PASSWORD);
    await vi.advanceTimersByTimeAsync(1);
    expect(room.desk.state.connection).toBe("online");
  });
});

describe("notices of waiting visitors", () => {
  it("come by sound and notice, once turned on, for each new one", async () => {
    await arrive();
    room.api.begin("conv-new3", "有人吗");
    await flushPromises();
    expect(room.alarm.notified).toEqual([]);
    await press("Turn on notices of new visitors");
    expect(room.alarm.sounds).toBe(1);
    room.api.begin("conv-new4", "有人吗");
    room.api.write("conv-new4", "？");
    await flushPromises();
    expect(room.alarm.notified).toEqual(["conv-new4"]);
    expect(room.alarm.sounds).toBe(2);
  });

  it("tell of those who came while the connection was lost", async () => {
    await arrive();
    await press("Turn on notices of new visitors");
    vi.useFakeTimers();
    room.api.cut();
    room.api.begin("conv-new5", "有人吗");
    await vi.advanceTimersByTimeAsync(5_000);
    expect(room.alarm.notified).toEqual(["conv-new5"]);
  });
});

describe("the keyboard", () => {
  it("goes through the list, takes, and writes", async () => {
    await arrive();
    await key("j");
    expect(room.desk.state.route.conversation).toBe(WAITING);
    await key("j");
    expect(room.desk.state.route.conversation).toBe("conv-0002");
    await key("k");
    await key("t");
    expect(room.api.of(WAITING).summary.agent?.id).toBe("a-li");
    await key("n");
    expect(document.activeElement).toBe(field().element);
    expect(field().attributes("aria-label")).toContain("Private note");
    field().element.blur();
    await key("r");
    expect(field().attributes("aria-label")).toBe("Reply to the visitor");
    field().element.blur();
    await key("/");
    expect(document.activeElement?.getAttribute("type")).toBe("search");
  });

  it("does nothing while somebody types, or composes", async () => {
    await arrive();
    await open("conv-0003");
    const { route } = room.desk.state;
    await key("j", field().element);
    document.body.dispatchEvent(
      new KeyboardEvent("keydown", { key: "j", bubbles: true, isComposing: true }),
    );
    document.body.dispatchEvent(
      new KeyboardEvent("keydown", { key: "j", bubbles: true, ctrlKey: true }),
    );
    await flushPromises();
    expect(room.desk.state.route).toEqual(route);
  });

  it("has a help, over which nothing else happens", async () => {
    await arrive();
    await key("?");
    expect(document.body.textContent).toContain("Keyboard shortcuts");
    await key("j");
    expect(room.desk.state.route.conversation).toBeNull();
  });
});

describe("admins", () => {
  it("see failed deliveries and try them again", async () => {
    await arrive();
    await room.desk.show({ page: "outbox" });
    await flushPromises();
    expect(page.text()).toContain("SMTP 451");
    await press("Retry now: email to w***@example.com");
    expect(room.api.deliveries[0]?.state).toBe("waiting");
  });

  it("edit canned answers; agents only read them", async () => {
    await arrive();
    await room.desk.show({ page: "canned" });
    await flushPromises();
    await press("Edit 问候");
    const [shortcut] = [...document.querySelectorAll<HTMLInputElement>(".desk-canned-form input")];
    shortcut!.value = "hi";
    shortcut!.dispatchEvent(new Event("input"));
    document.querySelector<HTMLFormElement>(".desk-canned-form")?.requestSubmit();
    await flushPromises();
    expect(room.api.canned.map((one) => one.shortcut)).toContain("hi");
    room.leave();
    room = new Room(room.api);
    await arrive("wang");
    expect(page.text()).toContain("/hi");
    expect(page.text()).not.toContain("Edit");
    expect(page.text()).not.toContain("Outbox");
  });
});

it("speaks the other language at once, and keeps it", async () => {
  await arrive();
  await press("中切换到中文");
  expect(page.text()).toContain("等待队列");
  expect(document.documentElement.lang).toBe("zh-CN");
  expect(localStorage.getItem("beian-console.language")).toBe("zh");
});

it("says whether the agent is available", async () => {
  await arrive();
  page.get<HTMLInputElement>(".el-switch input").element.click();
  await flushPromises();
  expect(room.api.agents[0]?.available).toBe(false);
  expect(page.get(".desk-rail-availability").text()).toBe("Away");
});

describe("leaving", () => {
  const unload = () => {
    const event = new Event("beforeunload", { cancelable: true });
    dispatchEvent(event);
    return event.defaultPrevented;
  };

  it("is asked about, with the names of those whom it concerns", async () => {
    await arrive();
    expect(unload()).toBe(true);
    await flushPromises();
    const warning = page.get(".desk-leave").text();
    expect(warning).toContain("You still have a conversation: 深圳市某某科技有限公司");
    expect(warning).toContain("go back to the queue");
    await press("Understood");
    expect(page.find(".desk-leave").exists()).toBe(false);
  });

  it("is not asked about by an agent who has nothing", async () => {
    await arrive("wang");
    expect(unload()).toBe(false);
    room.api.move("conv-0001", "with_agent", { id: "a-wang", display_name: "Wang Lei" });
    await flushPromises();
    expect(unload()).toBe(true);
    room.api.move("conv-0001", "bot", null);
    await flushPromises();
    expect(unload()).toBe(false);
  });

  it("by signing out says who goes back to the queue", async () => {
    await arrive();
    await press("Sign out");
    expect(document.body.textContent).toContain("You still have a conversation");
    await press("Sign out, back to the queue");
    expect(room.desk.state.agent).toBeNull();
  });

  it("by signing out is asked in Chinese as Chinese is written", async () => {
    await room.signIn("li");
    page = room.mount(ConsoleApp, {}, "zh");
    await flushPromises();
    await press("退出登录");
    const question = document.querySelector(".el-message-box__message")!.textContent.trim();
    checkPunctuation(question);
    expect(question).toMatch(/^您还有 1 个会话没有结束：[^.\s]*。关闭工作台后/u);
    await press("取消");
  });

  it("by signing out can be thought better of", async () => {
    await arrive();
    await press("Sign out");
    await press("Cancel");
    expect(room.desk.state.agent).not.toBeNull();
  });
});

describe("what visitors think", () => {
  it("stands on a page for admins: per conversation and topic, with reasons", async () => {
    await arrive();
    await room.desk.show({ page: "feedback" });
    await flushPromises();
    const words = page.get(".desk-page").text();
    expect(words).toContain("The assistant alone10021" + "4" + "3.5");
    expect(words).toContain("Something is missing (2), Not right (1)");
    expect(words).toContain("没说企业怎么办");
    await page.get(".desk-feedback-range select").setValue("7");
    await flushPromises();
    expect(room.api.calls.filter((call) => call === "GET /feedback")).toHaveLength(2);
  });

  it("is shown with the conversation and beside the answer", async () => {
    const { messages } = room.api.of("conv-0001");
    Object.assign(messages[2]!, { feedback_reason: "wrong", feedback_comment: "It is a company." });
    await arrive();
    room.api.change("conv-0001", { rating: { score: 2, comment: "Slow", at: null } });
    await open("conv-0001");
    expect(transcript()).toContain("Not right");
    expect(transcript()).toContain("“It is a company.”");
    expect(page.get(".desk-head").text()).toContain("Rated 2 of 5");
  });

  it("tells who has left the page", async () => {
    await arrive();
    room.api.change("conv-0001", { visitor_here: false });
    await flushPromises();
    expect(page.get("[data-conversation=conv-0001]").text()).toContain("Visitor has left");
  });
});
