import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { nextTick } from "vue";

import type { ChatState, ShownMessage } from "../../client/state";
import {
  conversation,
  exampleMessage,
  exampleOrder,
  examplePhoto,
  exampleState,
} from "../testing/examples";
import { loaded, mounted } from "../testing/shared-checks";
import MessageList from "./MessageList.vue";

const NOON = new Date(2026, 10, 24, 12);

function list(given: Partial<ChatState> = {}) {
  const wrapper = mounted(MessageList, { state: exampleState(given), locale: "en" }, "en");
  const box = wrapper.get(".beian-list-scroller").element;
  Object.defineProperties(box, {
    scrollHeight: { value: 1000, configurable: true },
    clientHeight: { value: 400 },
  });
  const update = async (changed: Partial<ChatState>) => {
    await wrapper.setProps({ state: exampleState({ ...given, ...changed }) });
    await nextTick();
  };
  return { wrapper, box, update };
}

const said = (seq: number, given: Partial<ShownMessage> = {}) => exampleMessage({ seq, ...given });

beforeEach(() => {
  vi.useFakeTimers({ now: NOON });
});
afterEach(() => {
  vi.useRealTimers();
});

it("is a log that tells screen readers of additions", () => {
  const log = list({ messages: conversation }).wrapper.get("[role=log]");
  expect(log.attributes()).toMatchObject({
    "aria-live": "polite",
    "aria-relevant": "additions",
    "aria-busy": "false",
  });
  expect(log.findAll(".beian-row")).toHaveLength(conversation.length);
});

it("separates days, by name where they are near", () => {
  const days = [new Date(2026, 5, 1), new Date(2026, 10, 23, 23), NOON];
  const messages = days.map((day, index) => said(index, { at: day.toISOString() }));
  const labels = list({ messages }).wrapper.findAll(".beian-day");
  expect(labels.map((label) => label.text())).toEqual(["Mon 1 June", "Yesterday", "Today"]);
});

it("has cards and files in the conversation's language, whatever the page's is", async () => {
  vi.useRealTimers();
  const card = exampleOrder();
  const messages = [said(1, { card }), said(2, { attachments: [examplePhoto] })];
  const { wrapper, update } = list({ messages, language: "zh" });
  const order = await loaded(wrapper, ".beian-card");
  await loaded(wrapper, ".beian-file");
  const shown = () => ({
    card: order.attributes("lang"),
    actions: wrapper.get(".beian-card-actions").attributes("aria-label"),
    file: wrapper.get(".beian-file-actions").text(),
    list: wrapper.get(".beian-list-scroller").attributes("aria-label"),
  });
  expect(shown()).toEqual({
    card: "zh-CN",
    actions: "可以做的事",
    file: expect.stringContaining("下载") as string,
    list: "Conversation",
  });
  await update({ language: "en" });
  expect(shown()).toMatchObject({
    card: "en",
    actions: "What you can do",
    file: expect.stringContaining("Download") as string,
  });
});

it("passes on what is done to a message", async () => {
  const failed = said(9, { id: "f", author: "visitor", delivery: "failed" });
  const { wrapper } = list({ messages: [...conversation.slice(0, 4), failed] });
  await wrapper.get(".beian-failure button").trigger("click");
  await wrapper.get("[aria-label='It helped']").trigger("click");
  expect(wrapper.emitted()).toMatchObject({ retry: [["f"]], feedback: [["m4", "up"]] });
});

it("offers no person any more once one is there, and still asks which paper a file is", () => {
  const buttons = [
    { title: "Don't wait for a person", payload: "/desk_stay" },
    { title: "Connect", payload: "/desk_connect" },
    { title: "A person", payload: "/request_human" },
    { title: "Passport", payload: "/desk_paper" },
  ];
  const messages = [said(1, { author: "notice", buttons }), said(2, { author: "notice" })];
  const titles = (stage: ChatState["stage"]) =>
    list({ messages, stage })
      .wrapper.findAll(".beian-reply")
      .map((one) => one.text());
  expect(titles("waiting")).toHaveLength(4);
  expect(titles("with_agent")).toEqual(["Passport"]);
  const only = [said(1, { author: "notice", buttons: buttons.slice(0, 1) })];
  const { wrapper } = list({ messages: only, stage: "with_agent" });
  expect(wrapper.find(".beian-replies").exists()).toBe(false);
});

it("offers what the assistant offered only while it answers; notices' buttons stay", async () => {
  const buttons = [{ title: "A", payload: "/a" }];
  const messages = [said(1, { buttons }), said(2, { author: "notice", buttons })];
  const { wrapper, update } = list({ messages });
  const offered = () => wrapper.findAll(".beian-reply").length;
  expect(offered()).toBe(2);
  await update({ stage: "waiting" });
  expect(offered()).toBe(1);
  await update({ stage: "closed" });
  expect(offered()).toBe(0);
});

describe("scrolling", () => {
  it("stays at the end as messages come", async () => {
    const { wrapper, box, update } = list({ messages: [said(1)] });
    await update({ messages: [said(1), said(2)] });
    expect(box.scrollTop).toBe(1000);
    expect(wrapper.find(".beian-new-messages").exists()).toBe(false);
  });

  it("stays where the reader is, says that there is news, and goes there", async () => {
    const { wrapper, box, update } = list({ messages: [said(1)] });
    box.scrollTop = 100;
    await wrapper.get(".beian-list-scroller").trigger("scroll");
    await update({ messages: [said(1), said(2)] });
    expect(box.scrollTop).toBe(100);
    await wrapper.get(".beian-new-messages").trigger("click");
    expect(box.scrollTop).toBe(1000);
    expect(wrapper.find(".beian-new-messages").exists()).toBe(false);
  });

  it("goes to what the visitor writes", async () => {
    const { wrapper, box, update } = list({ messages: [said(1)] });
    box.scrollTop = 100;
    await wrapper.get(".beian-list-scroller").trigger("scroll");
    await update({ messages: [said(1), said(2, { author: "visitor" })] });
    expect(box.scrollTop).toBe(1000);
  });
});

describe("an answer that is taller than the list", () => {
  /** Rows of these heights, in a box that shows 400 of them. */
  function laidOut(heights: Record<string, number>) {
    const { wrapper, box, update } = list({ messages: [said(1)] });
    const rows = () => wrapper.findAll("[data-message]").map((row) => row.element as HTMLElement);
    const heightOf = (row: HTMLElement) => heights[row.dataset.message ?? ""] ?? 50;
    const total = (some: HTMLElement[]) => some.reduce((sum, row) => sum + heightOf(row), 0);
    let scrolled = 0;
    const most = () => Math.max(total(rows()) - 400, 0);
    Object.defineProperties(box, {
      scrollHeight: { get: () => total(rows()) },
      scrollTop: {
        get: () => scrolled,
        set: (to: number) => (scrolled = Math.max(0, Math.min(to, most()))),
      },
    });
    vi.spyOn(Element.prototype, "getBoundingClientRect").mockImplementation(function (
      this: Element,
    ) {
      const all = rows();
      const at = all.indexOf(this as HTMLElement);
      const [top, height] =
        this === box
          ? [0, 400]
          : at < 0
            ? [-scrolled, total(all)]
            : [total(all.slice(0, at)) - scrolled, heightOf(this as HTMLElement)];
      return { top, height, bottom: top + height } as DOMRect;
    });
    const scroll = async (to: number) => {
      box.scrollTop = to;
      await wrapper.get(".beian-list-scroller").trigger("scroll");
    };
    return { wrapper, box, update, scroll };
  }
  const question = said(2, { author: "visitor" });
  const answer = (seq: number) => said(seq, { answers: 2 });
  const asked = [said(1), question];
  const more = ".beian-new-messages";

  afterEach(() => {
    vi.restoreAllMocks();
  });

  it("is shown from its question on, while its parts come", async () => {
    const { wrapper, box, update } = laidOut({ m1: 500, m3: 300, m4: 600 });
    await update({ messages: asked });
    await update({ messages: [...asked, answer(3)] });
    expect(box.scrollTop).toBe(450); // the end: all of it fits
    expect(wrapper.find(more).exists()).toBe(false);
    await update({ messages: [...asked, answer(3), answer(4)] });
    expect(box.scrollTop).toBe(496);
    expect(wrapper.get(more).text()).toBe("More below");
    await update({ messages: [...asked, answer(3), answer(4), answer(5)] });
    expect(box.scrollTop).toBe(496);
  });

  it("is read on by a screenful", async () => {
    const { wrapper, box, update } = laidOut({ m3: 1500 });
    await update({ messages: [...asked, answer(3)] });
    expect(box.scrollTop).toBe(46);
    await wrapper.get(more).trigger("click");
    expect(box.scrollTop).toBe(398);
    expect(wrapper.find(more).exists()).toBe(false);
  });

  it("gives way to a person's words, as nobody scrolled there", async () => {
    const { wrapper, box, update, scroll } = laidOut({ m3: 1500 });
    await update({ messages: [...asked, answer(3)] });
    expect(box.scrollTop).toBe(46);
    const words = (seq: number) => said(seq, { author: "agent" });
    await update({ messages: [...asked, answer(3), words(4)] });
    expect(box.scrollTop).toBe(1250); // the end
    await scroll(300);
    await update({ messages: [...asked, answer(3), words(4), words(5)] });
    expect(box.scrollTop).toBe(300);
    expect(wrapper.get(more).text()).toBe("New messages");
  });

  it("is at the same place when the page has taken the chat out and back", async () => {
    const { wrapper, box, update, scroll } = laidOut({ m3: 1500 });
    await update({ messages: [...asked, answer(3)] });
    await scroll(300);
    box.scrollTop = 0;
    wrapper.element.getRootNode().dispatchEvent(new CustomEvent("beian-placed"));
    expect(box.scrollTop).toBe(300);
  });

  it("is left where the reader went, even as more comes", async () => {
    const { wrapper, box, update, scroll } = laidOut({ m3: 1500 });
    await update({ messages: [...asked, answer(3)] });
    await scroll(300);
    await update({ messages: [...asked, answer(3), answer(4)] });
    expect(box.scrollTop).toBe(300);
    expect(wrapper.get(more).text()).toBe("New messages");
  });

  it("is shown without its question where that fills the list itself", async () => {
    const { box, update } = laidOut({ m2: 700, m3: 1500 });
    await update({ messages: [...asked, answer(3)] });
    expect(box.scrollTop).toBe(746);
  });
});

describe("earlier messages", () => {
  it("are asked for once, come in silence, and leave the reader where he was", async () => {
    const { wrapper, box, update } = list({ messages: [said(3)], earlier: true });
    const button = wrapper.get(".beian-earlier");
    await button.trigger("click");
    await button.trigger("click");
    expect(wrapper.emitted("loadEarlier")).toHaveLength(1);
    expect(button.text()).toBe("Loading…");
    box.scrollTop = 0;
    vi.spyOn(Element.prototype, "getBoundingClientRect").mockImplementation(function (
      this: Element,
    ) {
      const rows = [...wrapper.element.querySelectorAll("[data-message]")];
      const y = this === box ? 0 : rows.indexOf(this) * 50;
      return { top: y, bottom: y + 50 } as DOMRect;
    });
    await update({ messages: [said(1), said(2), said(3)], earlier: false });
    expect(wrapper.get("[role=log]").attributes("aria-live")).toBe("off");
    expect(box.scrollTop).toBe(100);
    expect(wrapper.find(".beian-earlier").exists()).toBe(false);
    expect(document.activeElement).toBe(box);
    await vi.advanceTimersByTimeAsync(300);
    expect(wrapper.get("[role=log]").attributes("aria-live")).toBe("polite");
    vi.restoreAllMocks();
  });

  it("can be asked for again when nothing came", async () => {
    const { wrapper } = list({ messages: [said(3)], earlier: true });
    await wrapper.get(".beian-earlier").trigger("click");
    await vi.advanceTimersByTimeAsync(11_000);
    await wrapper.get(".beian-earlier").trigger("click");
    expect(wrapper.emitted("loadEarlier")).toHaveLength(2);
  });
});

it("keeps the focus where a message takes away what has it", async () => {
  const asking = said(1, { buttons: [{ title: "Yes", payload: "/affirm" }] });
  const { wrapper, box, update } = list({ messages: [asking] });
  wrapper.get<HTMLButtonElement>(".beian-reply").element.focus();
  await update({ messages: [asking, said(2, { author: "visitor" })] });
  await nextTick();
  expect(wrapper.find(".beian-reply").exists()).toBe(false);
  expect(document.activeElement).toBe(box);
});
