import { describe, expect, it } from "vitest";

import { mounted } from "../testing/shared-checks";
import ChatComposer from "./ChatComposer.vue";

function composer(props: Record<string, unknown> = {}) {
  const wrapper = mounted(ChatComposer, { textLength: 100, begins: false, ...props }, "en");
  return { wrapper, field: wrapper.get("textarea"), sent: () => wrapper.emitted("send") };
}

const enter = { key: "Enter", keyCode: 13 };

it("sends with Enter what was typed, without blanks around, and keeps the focus", async () => {
  const { field, sent } = composer();
  await field.setValue("  hello ");
  await field.trigger("keydown", enter);
  expect(sent()).toEqual([["hello"]]);
  expect(field.element.value).toBe("");
  expect(document.activeElement).toBe(field.element);
});

it("breaks the line with Shift+Enter", async () => {
  const { field, sent } = composer();
  await field.setValue("one");
  const event = new KeyboardEvent("keydown", { key: "Enter", shiftKey: true, cancelable: true });
  field.element.dispatchEvent(event);
  expect(event.defaultPrevented).toBe(false);
  expect(sent()).toBeUndefined();
});

it("sends with the button, and gives the focus back to the text", async () => {
  const { wrapper, field, sent } = composer();
  await field.setValue("hello");
  wrapper.get("button").element.focus();
  await wrapper.get("form").trigger("submit");
  expect(sent()).toEqual([["hello"]]);
  expect(document.activeElement).toBe(field.element);
});

it("sends no blanks", async () => {
  const { wrapper, field, sent } = composer();
  await field.setValue(" \n ");
  await field.trigger("keydown", enter);
  expect(sent()).toBeUndefined();
  expect(wrapper.get("button").attributes("disabled")).toBeDefined();
});

describe("an Enter of an input method never sends", () => {
  it("while composing, and with the key code that stands for it", async () => {
    const { field, sent } = composer();
    await field.setValue("ni hao");
    await field.trigger("keydown", { ...enter, isComposing: true });
    await field.trigger("keydown", { key: "Enter", keyCode: 229 });
    expect(sent()).toBeUndefined();
    expect(field.element.value).toBe("ni hao");
  });

  it("in Safari's order, where the composition ends before the key comes", async () => {
    const { field, sent } = composer();
    await field.setValue("你好");
    await field.trigger("compositionend");
    const last = { key: "Enter", keyCode: 229, cancelable: true };
    const event = new KeyboardEvent("keydown", last);
    field.element.dispatchEvent(event);
    expect(event.defaultPrevented).toBe(true);
    expect(sent()).toBeUndefined();
    await field.trigger("keydown", enter);
    expect(sent()).toEqual([["你好"]]);
  });
});

describe("the length", () => {
  it("is counted from 80 % on, in characters as the reader sees them", async () => {
    const { wrapper, field } = composer();
    await field.setValue("😀".repeat(80));
    expect(wrapper.get(".beian-count").text()).toBe("");
    await field.setValue("😀".repeat(81));
    expect(wrapper.get(".beian-count").text()).toBe("81 / 100");
  });

  it("over the limit it is explained, and nothing is sent or lost", async () => {
    const { wrapper, field, sent } = composer();
    await field.setValue("x".repeat(103));
    expect(wrapper.get("[role=alert]").text()).toContain("Too long by 3");
    expect(field.attributes("aria-invalid")).toBe("true");
    await field.trigger("keydown", enter);
    expect(sent()).toBeUndefined();
    expect(field.element.value).toHaveLength(103);
  });
});

it("tells whether anything is written, and that it was sent", async () => {
  const { wrapper, field } = composer();
  await field.setValue("h");
  await field.setValue("he");
  await field.setValue("");
  await field.setValue("hello");
  await field.trigger("keydown", enter);
  expect(wrapper.emitted("typing")).toEqual([[true], [true], [false], [true], [false]]);
});

it("keeps the draft when the language switches and when the conversation ends", async () => {
  const { wrapper, field, sent } = composer();
  await field.setValue("draft");
  (wrapper.vm.$i18n as { locale: string }).locale = "zh";
  await wrapper.setProps({ begins: true });
  expect(field.attributes("placeholder")).toBe("输入问题，开始新对话…");
  expect(field.element.value).toBe("draft");
  await field.trigger("keydown", enter);
  expect(sent()).toEqual([["draft"]]);
});
