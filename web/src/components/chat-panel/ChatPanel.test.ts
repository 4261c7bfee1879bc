import type { VueWrapper } from "@vue/test-utils";
import { describe, expect, it } from "vitest";
import { nextTick } from "vue";

import type { ChatState } from "../../client/state";
import { conversation, exampleHandoff, exampleState } from "../testing/examples";
import { mounted } from "../testing/shared-checks";
import ChatPanel from "./ChatPanel.vue";

function panel(given: Partial<ChatState> = {}): VueWrapper {
  const shell = { canMaximise: true, maximised: false, soundOn: false, noticesOn: false };
  return mounted(ChatPanel, { ...shell, state: exampleState(given), locale: "en" }, "en");
}

async function chooseNew(wrapper: VueWrapper) {
  await wrapper.get(".beian-menu-button").trigger("click");
  await nextTick();
  await wrapper.findAll("[role=menuitem]").at(-1)?.trigger("click");
}

const focused = () => document.activeElement;

it("sends what is written and presses what is offered, and keeps the focus", async () => {
  const wrapper = panel({ messages: conversation });
  await wrapper.get("textarea").setValue("hello");
  await wrapper.get(".beian-composer").trigger("submit");
  await wrapper.get(".beian-reply").trigger("click");
  expect(wrapper.emitted()).toMatchObject({
    send: [["hello"]],
    press: [[{ title: "Talk to a person", payload: "/request_human" }]],
  });
  expect(focused()).toBe(wrapper.get("textarea").element);
});

describe("a rating", () => {
  async function rate(wrapper: VueWrapper, score: number) {
    await wrapper.get(`[value='${score}']`).setValue(true);
    await wrapper.get(".beian-rating-form").trigger("submit");
    await nextTick();
  }

  it("can be given from the menu at any time, and the chat goes on, with thanks", async () => {
    const wrapper = panel({ messages: conversation });
    await wrapper.get(".beian-menu-button").trigger("click");
    await nextTick();
    const items = wrapper.findAll("[role=menuitem]");
    await items.find((item) => item.text() === "Rate this chat")?.trigger("click");
    expect(wrapper.get(".beian-rating [type=submit]").text()).toBe("Send");
    await rate(wrapper, 4);
    expect(wrapper.emitted("rate")).toEqual([[4, undefined]]);
    expect(wrapper.emitted("newConversation")).toBeUndefined();
    expect(wrapper.get(".beian-notice").text()).toBe("Thank you for your rating!");
    await wrapper.get("textarea").setValue("hello");
    await wrapper.get(".beian-composer").trigger("submit");
    expect(wrapper.find(".beian-notice").exists()).toBe(false);
  });

  it("is asked for where the visitor seems to be done, and not again after a no", async () => {
    const wrapper = panel({ messages: conversation, ratingWanted: true });
    expect(wrapper.get(".beian-notice").text()).toBe("How was this chat?");
    await wrapper.get(".beian-ask-rating .beian-text-button").trigger("click");
    expect(wrapper.find(".beian-ask-rating").exists()).toBe(false);
  });

  it("is asked for when the assistant is back, unless it was given", () => {
    const back = { messages: conversation, returned: true };
    expect(panel(back).find(".beian-ask-rating").exists()).toBe(true);
    expect(
      panel({ ...back, rating: 3 })
        .find(".beian-ask-rating")
        .exists(),
    ).toBe(false);
  });
});

describe("a new conversation", () => {
  it("begins at once where the visitor has said nothing", async () => {
    const wrapper = panel({ messages: conversation.slice(0, 1) });
    await chooseNew(wrapper);
    expect(wrapper.emitted("newConversation")).toHaveLength(1);
  });

  it("is preceded by a rating, which goes out first", async () => {
    const wrapper = panel({ messages: conversation });
    await chooseNew(wrapper);
    expect(wrapper.emitted("newConversation")).toBeUndefined();
    expect(wrapper.get(".beian-panel-body").attributes("inert")).toBeDefined();
    await wrapper.get("[value='5']").setValue(true);
    await wrapper.get(".beian-rating-form").trigger("submit");
    const told = Object.keys(wrapper.emitted());
    expect(told.indexOf("rate")).toBeLessThan(told.indexOf("newConversation"));
    expect(wrapper.emitted("rate")).toEqual([[5, undefined]]);
    expect(wrapper.find(".beian-rating").exists()).toBe(false);
    await nextTick();
    expect(focused()).toBe(wrapper.get("textarea").element);
  });

  it("can be thought better of: the focus is back where it was", async () => {
    const wrapper = panel({ messages: conversation });
    await chooseNew(wrapper);
    expect(focused()).toBe(wrapper.get("[value='1']").element);
    await wrapper.get(".beian-rating").trigger("keydown", { key: "Escape" });
    await nextTick();
    expect(wrapper.emitted("newConversation")).toBeUndefined();
    expect(focused()).toBe(wrapper.get(".beian-menu-button").element);
  });

  it("is no longer to be rated when another tab began it", async () => {
    const wrapper = panel({ messages: conversation });
    await chooseNew(wrapper);
    await wrapper.setProps({ state: exampleState({ messages: conversation.slice(0, 1) }) });
    expect(wrapper.find(".beian-rating").exists()).toBe(false);
  });

  it("is offered where the present one has ended", async () => {
    const wrapper = panel({ messages: conversation, stage: "closed" });
    expect(wrapper.find(".beian-reply").exists()).toBe(false);
    await wrapper.get(".beian-begin").trigger("click");
    expect(wrapper.emitted("newConversation")).toHaveLength(1);
  });

  it("begins with what is written after the present one has ended", async () => {
    const wrapper = panel({ messages: conversation, stage: "closed" });
    await wrapper.get("textarea").setValue("one more thing");
    await wrapper.get(".beian-composer").trigger("submit");
    const told = Object.keys(wrapper.emitted());
    expect(told.indexOf("newConversation")).toBeLessThan(told.indexOf("send"));
    expect(wrapper.emitted()).toMatchObject({ newConversation: [[]], send: [["one more thing"]] });
  });
});

describe("a conversation that the agent has ended", () => {
  it("is rated in its place, once, and stays to be read", async () => {
    const wrapper = panel({ messages: conversation, stage: "closed" });
    await wrapper.get(".beian-ended > button").trigger("click");
    await wrapper.get("[value='4']").setValue(true);
    await wrapper.get(".beian-rating-form").trigger("submit");
    expect(wrapper.emitted("rate")).toEqual([[4, undefined]]);
    expect(wrapper.emitted("newConversation")).toBeUndefined();
    await nextTick();
    expect(wrapper.find(".beian-rating").exists()).toBe(false);
    expect(focused()).toBe(wrapper.get("textarea").element);
    const rated = exampleState({ messages: conversation, stage: "closed", rating: 4 });
    await wrapper.setProps({ state: rated });
    expect(wrapper.findAll(".beian-ended > button")).toHaveLength(1);
  });

  it("has nothing to rate where the visitor said nothing", () => {
    const wrapper = panel({ messages: conversation.slice(0, 1), stage: "closed" });
    expect(wrapper.findAll(".beian-ended > button")).toHaveLength(1);
  });
});

it("lets who waits stop waiting at any time", async () => {
  const handoff = exampleHandoff({ position: 2 });
  const wrapper = panel({ messages: conversation, stage: "waiting", handoff });
  await wrapper.get(".beian-handoff button").trigger("click");
  const stop = { title: "Don't wait for a person", payload: "/desk_stay" };
  expect(wrapper.emitted("press")).toEqual([[stop]]);
});

it("shows the place in the queue above the composer", () => {
  const handoff = exampleHandoff({ position: 2, wait_minutes: 5 });
  const wrapper = panel({ messages: conversation, stage: "waiting", handoff });
  const status = wrapper.get(".beian-handoff").element;
  expect(status.textContent).toContain("You are number 2 in the queue.");
  const composer = wrapper.get(".beian-composer").element;
  expect(status.compareDocumentPosition(composer)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
});
