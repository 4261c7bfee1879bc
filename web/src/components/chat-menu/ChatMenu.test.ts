import type { VueWrapper } from "@vue/test-utils";
import { describe, expect, it } from "vitest";
import { nextTick } from "vue";

import { mounted } from "../testing/shared-checks";
import ChatMenu from "./ChatMenu.vue";

function menu(props: Record<string, unknown> = {}): VueWrapper {
  const given = { locale: "zh", soundOn: false, noticesOn: true, hasMessages: true, ...props };
  return mounted(ChatMenu, given, "en");
}

const focused = () => document.activeElement?.textContent?.trim();

async function press(key: string) {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
  document.activeElement?.dispatchEvent(event);
  await nextTick();
  await nextTick();
  return event;
}

async function opened(props: Record<string, unknown> = {}) {
  const wrapper = menu({ canDelete: false, ...props });
  await wrapper.get("button").trigger("click");
  await nextTick();
  return wrapper;
}

describe("by keyboard", () => {
  it("opens with the arrow keys, at its first or last item", async () => {
    const wrapper = menu();
    wrapper.get("button").element.focus();
    await press("ArrowDown");
    expect(focused()).toBe("中文");
    await press("Escape");
    await press("ArrowUp");
    expect(focused()).toBe("Start a new conversation");
  });

  it("goes round with arrows, Home and End", async () => {
    await opened();
    await press("ArrowDown");
    expect(focused()).toBe("English");
    await press("Home");
    await press("ArrowUp");
    expect(focused()).toBe("Start a new conversation");
    await press("ArrowDown");
    expect(focused()).toBe("中文");
    await press("End");
    expect(focused()).toBe("Start a new conversation");
  });

  it("Escape closes the menu alone and gives the focus back", async () => {
    const wrapper = await opened();
    let outside = 0;
    const count = () => (outside += 1);
    document.body.addEventListener("keydown", count);
    const event = await press("Escape");
    expect(event.defaultPrevented).toBe(true);
    expect(outside).toBe(0);
    expect(wrapper.find("[role=menu]").exists()).toBe(false);
    expect(document.activeElement).toBe(wrapper.get("button").element);
    document.body.removeEventListener("keydown", count);
  });
});

it("closes when the focus goes elsewhere", async () => {
  const wrapper = await opened();
  const other = document.body.appendChild(document.createElement("button"));
  other.focus();
  await nextTick();
  expect(wrapper.find("[role=menu]").exists()).toBe(false);
});

it("shows what is chosen, and tells what is chosen anew", async () => {
  const wrapper = await opened({ canDelete: true });
  const checked = wrapper.findAll("[aria-checked=true]").map((item) => item.text());
  expect(checked).toEqual(["中文", "Desktop notifications"]);
  for (const name of ["English", "Sound for new messages", "Desktop notifications"]) {
    await choose(wrapper, name);
  }
  await choose(wrapper, "Download this chat");
  await choose(wrapper, "Start a new conversation");
  await choose(wrapper, "Delete this chat");
  expect(wrapper.emitted()).toMatchObject({
    language: [["en"]],
    sound: [[true]],
    notices: [[false]],
    transcript: [[]],
    newConversation: [[]],
    deleteChat: [[]],
  });
});

it("offers no deletion where there is nothing to delete, or no desk", async () => {
  const wrapper = await opened({ canDelete: false });
  expect(wrapper.text()).not.toContain("Delete");
});

it("offers no download where nothing was said", async () => {
  const wrapper = await opened({ hasMessages: false });
  expect(wrapper.text()).not.toContain("Download");
});

async function choose(wrapper: VueWrapper, name: string) {
  if (!wrapper.find("[role=menu]").exists()) {
    await wrapper.get("button").trigger("click");
  }
  await nextTick();
  await wrapper
    .findAll("[role^=menuitem]")
    .find((item) => item.text() === name)
    ?.trigger("click");
}
