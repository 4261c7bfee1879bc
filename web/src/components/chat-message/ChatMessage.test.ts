import { flushPromises } from "@vue/test-utils";
import { afterEach, describe, expect, it, vi } from "vitest";

import type { ShownMessage } from "../../client/state";
import { exampleCard, exampleMessage } from "../testing/examples";
import { mounted } from "../testing/shared-checks";
import ChatMessage from "./ChatMessage.vue";

function shown(given: Partial<ShownMessage>, props: Record<string, unknown> = {}) {
  const places = { startsGroup: true, endsGroup: true, saysSent: true };
  const message = exampleMessage(given);
  return mounted(ChatMessage, { message, locale: "en", ...places, ...props }, "en");
}

afterEach(() => vi.unstubAllGlobals());

it("shows the visitor's text as it was typed, never as Markdown", () => {
  const text = "**not bold**\n<b>x</b>";
  const bubble = shown({ author: "visitor", text }).get(".beian-bubble");
  expect(bubble.text()).toBe(text);
  expect(bubble.find("strong, b").exists()).toBe(false);
});

it("shows the assistant's as Markdown, also when it changes", async () => {
  const message = shown({ text: "**bold**\nnext" });
  expect(message.find("strong").text()).toBe("bold");
  expect(message.find("br").exists()).toBe(true);
  await message.setProps({ message: exampleMessage({ text: "*other*" }) });
  expect(message.get(".beian-bubble").text()).toBe("other");
});

it("names the author for screen readers in every message", () => {
  expect(shown({ author: "visitor" }).get(".beian-message-author").text()).toBe("You:");
  expect(shown({}, { startsGroup: false }).get(".beian-message-author").text()).toBe("Assistant:");
  expect(shown({ author: "agent" }).text()).toContain("Support agent");
});

it("names the agent, apart from the assistant", () => {
  const agent = shown({ author: "agent", name: "小李" });
  expect(agent.get(".beian-message-author").text()).toBe("小李 · Support agent:");
  expect(agent.get(".beian-message-author [lang]").attributes("lang")).toBe("zh-CN");
  expect(agent.classes()).toContain("beian-message-agent");
});

it("marks a text with its own language", () => {
  expect(shown({ text: "您好" }).get(".beian-markdown").attributes("lang")).toBe("zh-CN");
  expect(shown({ text: "Hello" }).get(".beian-markdown").attributes("lang")).toBe("en");
});

it("gives the time, and the full date with it", () => {
  const time = shown({ at: "2026-11-24T06:05:00Z" }).get("time");
  expect(time.text()).toMatch(/^\d\d:\d5$/);
  expect(time.attributes("datetime")).toBe("2026-11-24T06:05:00Z");
  expect(time.attributes("title")).toContain("November 2026");
});

describe("delivery", () => {
  it("says that a message is on its way, and that the latest was sent", () => {
    expect(shown({ author: "visitor", delivery: "sending" }).text()).toContain("Sending…");
    expect(shown({ author: "visitor" }).text()).toContain("Sent");
    expect(shown({ author: "visitor" }, { saysSent: false }).text()).not.toContain("Sent");
  });

  it("says why it failed, and lets it be sent again or taken away", async () => {
    const given = { id: "x", author: "visitor", delivery: "failed", failure: "too_long" } as const;
    const message = shown(given);
    expect(message.get("[role=alert]").text()).toContain("too long");
    const [retry, remove] = message.findAll("button");
    await retry?.trigger("click");
    await remove?.trigger("click");
    expect(message.emitted()).toMatchObject({ retry: [["x"]], discard: [["x"]] });
  });

  it("has words for every failure", () => {
    const message = shown({ author: "visitor", delivery: "failed", failure: "bad_frame" });
    expect(message.get("[role=alert]").text()).toBe("Not sent. Please try again.");
  });
});

describe("links", () => {
  it("are opened apart from the page; files are downloaded; unsafe ones are left out", () => {
    const links = [
      { title: "Letter", url: "https://desk.example/letters/声明.docx?key=1" },
      { title: "Ministry", url: "https://beian.miit.gov.cn/" },
      { title: "Bad", url: "javascript:alert(1)" },
      { title: "Worse", url: "http://[" },
    ];
    const chips = shown({ links }).findAll("a");
    expect(chips.map((chip) => chip.attributes("download"))).toEqual(["", undefined]);
    for (const chip of chips) {
      expect(chip.attributes()).toMatchObject({ target: "_blank", rel: "noopener noreferrer" });
    }
  });
});

describe("a long text", () => {
  const text = "声明".repeat(200);

  it("can be copied whole, and short ones have no button for it", async () => {
    const writeText = vi.fn().mockResolvedValue(undefined);
    vi.stubGlobal("navigator", { clipboard: { writeText } });
    const message = shown({ text });
    await message.get(".beian-copy button").trigger("click");
    await vi.waitFor(() => expect(message.get("[role=status]").text()).toBe("Copied"));
    expect(writeText).toHaveBeenCalledWith(text);
    expect(shown({ text: "short" }).find(".beian-copy").exists()).toBe(false);
    expect(shown({ text, author: "notice" }).find(".beian-copy").exists()).toBe(false);
  });

  it("says so when the browser refuses", async () => {
    vi.stubGlobal("navigator", {});
    const message = shown({ text });
    await message.get(".beian-copy button").trigger("click");
    await vi.waitFor(() => expect(message.text()).toContain("Could not copy"));
    expect(message.find("textarea").exists()).toBe(false);
  });
});

it("has a card below its text: as text until its code is there", async () => {
  const card = exampleCard();
  const message = shown({ card });
  expect(message.text()).toContain(card.title);
  expect(message.text()).toContain(card.lines[1]);
  await vi.waitFor(async () => {
    await flushPromises();
    expect(message.find("section.beian-card").exists()).toBe(true);
  }, 10_000);
  expect(message.text()).toContain(card.lines[1]);
});
