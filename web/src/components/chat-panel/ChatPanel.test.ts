import type { VueWrapper } from "@vue/test-utils";
import { describe, expect, it, vi } from "vitest";
import { nextTick } from "vue";

import { pickedFor } from "../../client/picked-paper";
import type { ChatState } from "../../client/state";
import { conversation, exampleHandoff, exampleMessage, exampleState } from "../testing/examples";
import { loaded, mounted } from "../testing/shared-checks";
import ChatPanel from "./ChatPanel.vue";

function panel(given: Partial<ChatState> = {}): VueWrapper {
  const shell = { canMaximise: true, maximised: false, soundOn: false, noticesOn: false };
  return mounted(ChatPanel, { ...shell, state: exampleState(given), locale: "en" }, "en");
}

async function chooseNew(wrapper: VueWrapper) {
  await wrapper.get(".beian-menu-button").trigger("click");
  await nextTick();
  const items = wrapper.findAll("[role=menuitem]");
  await items.find((item) => item.text() === "Start a new conversation")?.trigger("click");
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

describe("whom no person serves", () => {
  const blocked = { messages: conversation, blocked: true, fileBytes: 1000 };

  it("is asked for no rating, whatever the chat has come to", async () => {
    for (const given of [
      { ratingWanted: true },
      { returned: true },
      { stage: "closed" as const },
    ]) {
      const wrapper = panel({ ...blocked, ...given });
      expect(wrapper.find(".beian-ask-rating").exists()).toBe(false);
      expect(wrapper.findAll("button").map((one) => one.text())).not.toContain("Rate this chat");
      wrapper.unmount();
    }
    const wrapper = panel(blocked);
    await chooseNew(wrapper);
    expect(wrapper.emitted("newConversation")).toHaveLength(1);
  });

  it("is offered neither a person nor a way to send files", () => {
    const wrapper = panel(blocked);
    expect(wrapper.find(".beian-header-person").exists()).toBe(false);
    expect(wrapper.find("[type=file], .beian-attach").exists()).toBe(false);
    const dropped = new Event("drop", { bubbles: true, cancelable: true });
    Object.assign(dropped, { dataTransfer: { files: [new File(["x"], "x.pdf")] } });
    wrapper.get(".beian-panel").element.dispatchEvent(dropped);
    expect(dropped.defaultPrevented).toBe(true); // The page does not go to the file.
    expect(wrapper.text()).not.toContain("x.pdf");
  });

  it("is asked no more from the moment on", async () => {
    const wrapper = panel({ messages: conversation, returned: true });
    await wrapper.get(".beian-ask-rating button").trigger("click");
    await loaded(wrapper, ".beian-rating");
    await wrapper.setProps({ state: exampleState(blocked) });
    expect(wrapper.find(".beian-rating").exists()).toBe(false);
  });
});

describe("a button that asks for a file", () => {
  const button = { title: "Send a new one", payload: "/desk_paper{}" };
  const asked = (file: object) => [
    exampleMessage({ author: "notice", buttons: [{ ...button, file }] }),
  ];

  function pick(wrapper: VueWrapper): File {
    const photo = new File(["x"], "IMG_9.jpg", { type: "image/jpeg" });
    const picker = wrapper.get<HTMLInputElement>(".beian-file-input").element;
    Object.defineProperty(picker, "files", { value: [photo], configurable: true });
    picker.dispatchEvent(new Event("change"));
    return photo;
  }

  it("opens the choice of one for that very paper, and is not pressed", async () => {
    const paper = { checklist: "website:w1", paper: "handheld_photo" };
    const wrapper = panel({ messages: asked(paper), fileBytes: 1_000_000 });
    const opened = vi.spyOn(wrapper.get<HTMLInputElement>(".beian-file-input").element, "click");
    await wrapper.get(".beian-reply").trigger("click");
    expect(opened).toHaveBeenCalledOnce();
    expect(wrapper.emitted("press")).toBeUndefined();
    expect(pickedFor(pick(wrapper))).toEqual(paper);
    // What is picked beside it afterwards is for no paper.
    await wrapper.get(".beian-attach").trigger("click");
    expect(pickedFor(pick(wrapper))).toBeUndefined();
  });

  it("is pressed where no files are taken", async () => {
    const wrapper = panel({ messages: asked({}), fileBytes: null });
    await wrapper.get(".beian-reply").trigger("click");
    expect(wrapper.emitted("press")).toEqual([[{ ...button, file: {} }]]);
  });
});

describe("a rating", () => {
  async function rate(wrapper: VueWrapper, score: number) {
    await (await loaded(wrapper, `[value='${score}']`)).setValue(true);
    await wrapper.get(".beian-rating-form").trigger("submit");
    await nextTick();
  }

  it("can be given from the menu at any time, and the chat goes on, with thanks", async () => {
    const wrapper = panel({ messages: conversation });
    await wrapper.get(".beian-menu-button").trigger("click");
    await nextTick();
    const items = wrapper.findAll("[role=menuitem]");
    await items.find((item) => item.text() === "Rate this chat")?.trigger("click");
    expect((await loaded(wrapper, ".beian-rating [type=submit]")).text()).toBe("Send");
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
    await (await loaded(wrapper, "[value='5']")).setValue(true);
    expect(wrapper.get(".beian-panel-body").attributes("inert")).toBeDefined();
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
    const star = await loaded(wrapper, "[value='1']");
    expect(focused()).toBe(star.element);
    await wrapper.get(".beian-rating").trigger("keydown", { key: "Escape" });
    await nextTick();
    expect(wrapper.emitted("newConversation")).toBeUndefined();
    expect(focused()).toBe(wrapper.get(".beian-menu-button").element);
  });

  it("is no longer to be rated when another tab began it", async () => {
    const wrapper = panel({ messages: conversation });
    await chooseNew(wrapper);
    await loaded(wrapper, ".beian-rating");
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
    await (await loaded(wrapper, "[value='4']")).setValue(true);
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
  const wrapper = panel({ messages: conversation, stage: "waiting", handoff, language: "en" });
  const status = wrapper.get(".beian-handoff").element;
  expect(status.textContent).toContain("You are number 2 in the queue.");
  const composer = wrapper.get(".beian-composer").element;
  expect(status.compareDocumentPosition(composer)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
});
