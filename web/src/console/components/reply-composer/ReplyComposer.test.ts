import { flushPromises } from "@vue/test-utils";
import { afterEach, describe, expect, it, vi } from "vitest";

import { canned, li, summary } from "../../testing/samples";
import { Room, windowOf } from "../../testing/mounted";
import ReplyComposer from "./ReplyComposer.vue";

windowOf({ width: 1600 });

const room = new Room();
afterEach(() => {
  room.leave();
  vi.useRealTimers();
});

const mine = summary({ state: "with_agent", agent: { id: li.id, display_name: li.display_name } });

function composer(given: Record<string, unknown> = {}) {
  const props = {
    conversation: mine,
    agent: li.id,
    canned,
    values: { agent: "李敏", order: "BA1" },
    draft: () => "",
    ...given,
  };
  const wrapper = room.mount(ReplyComposer, props, "en");
  const field = wrapper.get("textarea");
  return {
    wrapper,
    field,
    sent: () => wrapper.emitted("send"),
    type: async (text: string) => {
      await field.setValue(text);
      await flushPromises();
    },
  };
}

const enter = { key: "Enter", keyCode: 13 };

it("sends with Enter, and breaks the line with Shift+Enter", async () => {
  const { field, type, sent } = composer();
  await type("  one ");
  await field.trigger("keydown", { ...enter, shiftKey: true });
  expect(sent()).toBeUndefined();
  await field.trigger("keydown", enter);
  expect(sent()).toEqual([["one"]]);
});

it("never sends with an Enter of an input method", async () => {
  const { field, type, sent } = composer();
  await type("ni hao");
  await field.trigger("keydown", { ...enter, isComposing: true });
  await field.trigger("keydown", { key: "Enter", keyCode: 229 });
  expect(sent()).toBeUndefined();
});

describe("canned answers", () => {
  it("come by their shortcut, with their variables filled in", async () => {
    const { wrapper, field, type, sent } = composer();
    await type("您好 /or");
    expect(wrapper.findAll("[role=option]")).toHaveLength(1);
    await field.trigger("keydown", enter);
    await flushPromises();
    expect(sent()).toBeUndefined();
    expect(field.element.value).toMatch(/^您好 您的订单 BA1 已提交/);
  });

  it("are chosen by arrows, and put away by Escape", async () => {
    const { wrapper, field, type } = composer();
    await type("/");
    await field.trigger("keydown", { key: "ArrowDown" });
    await field.trigger("keydown", { key: "Tab" });
    await flushPromises();
    expect(field.element.value).toBe(canned[1]!.zh.replace("{order}", "BA1"));
    await type("/");
    await field.trigger("keydown", { key: "Escape" });
    expect(wrapper.find("[role=listbox]").exists()).toBe(false);
  });

  it("are not sent with a variable that has no value", async () => {
    const { wrapper, field, type, sent } = composer();
    await type("工单 {ticket}");
    await field.trigger("keydown", enter);
    expect(sent()).toBeUndefined();
    expect(wrapper.get("[role=alert]").text()).toContain("{ticket}");
  });

  it("come in the visitor's language", async () => {
    const { field, type } = composer({ conversation: { ...mine, language: "en" } });
    await type("/hello");
    await field.trigger("keydown", enter);
    await flushPromises();
    expect(field.element.value).toMatch(/^Hello, this is 李敏/);
  });
});

it("tells of typing at most every 3 s, and when it ends", async () => {
  vi.useFakeTimers();
  const { wrapper, field } = composer();
  const told = () => wrapper.emitted("typing")?.map(([, on]) => on);
  await field.setValue("a");
  await field.setValue("ab");
  expect(told()).toEqual([true]);
  vi.advanceTimersByTime(3_000);
  await field.setValue("abc");
  expect(told()).toEqual([true, true]);
  await field.setValue("");
  expect(told()).toEqual([true, true, false]);
  await field.setValue("a");
  await field.trigger("keydown", enter);
  expect(told()).toEqual([true, true, false, true, false]);
});

it("begins with the draft, and says what is to be kept", async () => {
  const { wrapper, field, type } = composer({ draft: (kind: string) => `draft of a ${kind}` });
  expect(field.element.value).toBe("draft of a reply");
  await type("more");
  expect(wrapper.emitted("keep")).toEqual([["reply", "more"]]);
  await wrapper.findAll(".desk-composer-modes button")[1]?.trigger("click");
  expect(field.element.value).toBe("draft of a note");
});

it("takes notes only, where another agent replies", async () => {
  const agent = { id: "a-wang", display_name: "Wang Lei" };
  const { wrapper, field, type, sent } = composer({ conversation: { ...mine, agent } });
  await type("a note");
  await field.trigger("keydown", enter);
  expect(sent()).toBeUndefined();
  expect(wrapper.emitted("note")).toEqual([["a note"]]);
});
