import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { mounted } from "../testing/shared-checks";
import TypingIndicator from "./TypingIndicator.vue";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

async function after(ms: number) {
  await vi.advanceTimersByTimeAsync(ms);
}

it("shows dots only of an answer that takes a moment, and words after 3 s", async () => {
  const typing = mounted(TypingIndicator, { since: Date.now(), by: "assistant" }, "en");
  expect(typing.find(".beian-dot").exists()).toBe(false);
  await after(400);
  expect(typing.find(".beian-dot").exists()).toBe(true);
  expect(typing.text()).toBe("");
  await after(2600);
  expect(typing.get(".beian-typing-words").text()).toBe("Still typing…");
  await typing.setProps({ since: null });
  expect(typing.find(".beian-dot").exists()).toBe(false);
  expect(typing.get("[role=status]").text()).toBe("");
});

it("is announced once, by an element that was there before", async () => {
  const typing = mounted(TypingIndicator, { since: Date.now(), by: "assistant" }, "en");
  const status = typing.get("[role=status]").element;
  const said: (string | null)[] = [];
  new MutationObserver(() => said.push(status.textContent)).observe(status, {
    childList: true,
    characterData: true,
    subtree: true,
  });
  await after(20_000);
  expect(said.map((text) => text?.trim())).toEqual(["Still typing…"]);
});

it("says at once what has been going on for long", () => {
  const typing = mounted(TypingIndicator, { since: Date.now() - 5000, by: "assistant" }, "en");
  expect(typing.text()).toContain("Still typing…");
});

it("names the agent who types, and says so only of one who goes on", async () => {
  const agent = { since: Date.now(), by: "agent", name: "小李" };
  const typing = mounted(TypingIndicator, agent, "en");
  await after(400);
  const words = typing.get(".beian-typing-words");
  expect(words.text()).toBe("小李 is typing…");
  expect(words.get("span").attributes("lang")).toBe("zh-CN");
  expect(typing.get("[role=status]").text()).toBe("");
  await after(2600);
  expect(typing.get("[role=status]").text()).toBe("小李 is typing…");
  await typing.setProps({ name: undefined });
  expect(words.text()).toBe("A person is typing…");
});
