import { afterEach, describe, expect, it, vi } from "vitest";
import { nextTick } from "vue";

import type { ChatState } from "../../client/state";
import { exampleHandoff, exampleState } from "../testing/examples";
import { mounted } from "../testing/shared-checks";
import HandoffStatus from "./HandoffStatus.vue";

function shown(given: Partial<ChatState>, locale: "zh" | "en" = "en") {
  const spoken = { language: locale, ...given };
  const wrapper = mounted(HandoffStatus, { state: exampleState(spoken) }, "zh");
  const update = (changed: Partial<ChatState>) =>
    wrapper.setProps({ state: exampleState({ language: locale, ...changed }) });
  const words = () =>
    wrapper
      .findAll("p")
      .map((line) => line.text())
      .join(" ");
  return { wrapper, update, words };
}

function queue(position: number | null, minutes: number | null): Partial<ChatState> {
  const handoff = exampleHandoff({ position, wait_minutes: minutes });
  return { stage: "waiting", handoff };
}

/** A browser whose clock is ahead of UTC by so many hours. */
function readerAt(hours: number) {
  vi.spyOn(Date.prototype, "getTimezoneOffset").mockReturnValue(-60 * hours);
}

afterEach(() => vi.restoreAllMocks());

const li: Partial<ChatState> = {
  stage: "with_agent",
  handoff: exampleHandoff({ agent: { name: "Li" } }),
};

it("speaks the language of the conversation, whatever the widget's", () => {
  const spoken = shown(queue(1, 1));
  expect(spoken.words()).toContain("You are next.");
  expect(spoken.wrapper.get(".beian-handoff").attributes("lang")).toBe("en");
});

it("says nothing while the assistant answers", () => {
  expect(shown({}).words()).toBe("");
  expect(shown({ stage: "closed" }).words()).toBe("");
});

it("tells the place in the queue, the time as far as it is known, and that the assistant goes on", () => {
  const meanwhile = "You can go on asking the assistant and keep your place.";
  expect(shown(queue(2, 5)).words()).toBe(
    `You are number 2 in the queue. About 5 minutes. ${meanwhile} Don't wait for a person`,
  );
  expect(shown(queue(1, 1)).words()).toContain("You are next. About one more minute.");
  expect(shown(queue(1, 1), "zh").words()).toContain("下一位就是您。");
  expect(shown(queue(null, null)).words()).toBe(
    "You are in the queue for a person. " +
      `We can't tell yet how long it takes. ${meanwhile} Don't wait for a person`,
  );
  expect(shown(queue(2, 5), "zh").words()).toBe(
    "您排在第 2 位。 大约还要等 5 分钟。等待期间可以继续问助手，位置会保留。 不等人工了",
  );
});

it("tells that nobody is online, instead of a time", () => {
  const handoff = exampleHandoff({ position: 1, wait_minutes: 5, staffed: false });
  expect(shown({ stage: "waiting", handoff }).words()).toContain(
    "You are number 1 in the queue. Nobody is online now; you will be connected",
  );
});

it("tells who joined, the name marked with its language", () => {
  expect(shown(li).words()).toBe("Li from support has joined.");
  expect(shown(li, "zh").words()).toBe("Li（人工客服）已加入对话。");
  expect(shown(li, "zh").wrapper.get("span[lang]").attributes("lang")).toBe("en");
  expect(shown({ stage: "with_agent" }).words()).toBe("A person from support has joined.");
});

it("tells that the assistant is back", () => {
  expect(shown({ returned: true }).words()).toContain("The assistant is back");
});

it("keeps a ticket in sight, with its number and when to expect an answer", () => {
  readerAt(8);
  const due = "2026-11-26T16:00:00+08:00";
  const ticket = { number: "T-1042", due_at: due };
  const open = exampleHandoff({ ticket });
  expect(shown({ handoff: open }).words()).toMatch(
    /^Ticket T-1042: expect an answer by Thu.* 26 November.* 16:00\. It shows here\.$/,
  );
  expect(shown({ handoff: open }, "zh").words()).toContain("11月26日周四 16:00 前答复");
  expect(shown({ stage: "closed", handoff: open }).words()).toContain("T-1042");
  const undated = exampleHandoff({ ticket: { ...ticket, due_at: null } });
  expect(shown({ handoff: undated }).words()).toContain("Ticket T-1042: a person will answer");
});

it("tells Beijing time, and says so where the reader's clock shows another", () => {
  readerAt(-8);
  const ticket = { number: "T-1042", due_at: "2026-10-13T10:00:00Z" };
  const open = exampleHandoff({ ticket });
  expect(shown({ handoff: open }, "zh").words()).toContain(
    "预计 10月13日周二 18:00（北京时间）前答复",
  );
  expect(shown({ handoff: open }).words()).toMatch(/ 13 October.* 18:00 \(Beijing time\)\. /);
});

describe("screen readers", () => {
  it("hear of each new place and of who joins, but not of the minutes that pass", async () => {
    const { wrapper, update } = shown({});
    const status = wrapper.get("[role=status]").element;
    const heard: (string | null)[] = [];
    new MutationObserver(() => heard.push(status.textContent)).observe(status, {
      childList: true,
      characterData: true,
      subtree: true,
    });
    for (const state of [queue(2, 5), queue(2, 4), queue(2, null), queue(1, 2), queue(1, 1), li]) {
      await update(state);
      await nextTick();
    }
    expect(heard.map((text) => text?.trim())).toEqual([
      "You are number 2 in the queue.",
      "You are next.",
      "Li from support has joined.",
    ]);
  });
});
