import { expect, it } from "vitest";

import type { ChatState } from "../../client/state";
import { exampleState } from "../testing/examples";
import { mounted } from "../testing/shared-checks";
import ChatNotice from "./ChatNotice.vue";

const shown = (given: Partial<ChatState>, canRate = false) =>
  mounted(ChatNotice, { state: exampleState(given), canRate }, "en");

it.each<[Partial<ChatState>, string]>([
  [{}, ""],
  [{ phase: "offline" }, "offline"],
  [{ tokenNeeded: true, phase: "offline" }, "sign in"],
  [{ problem: "token_invalid" }, "could not confirm"],
  [{ phase: "refused" }, "not set up for this page"],
  [{ problem: "bad_frame" }, "went wrong"],
  [{ stage: "closed", problem: "unavailable" }, "has ended"],
])("%j says %j", (given, words) => {
  const status = shown(given).get("[role=status]");
  if (words) {
    expect(status.text()).toContain(words);
  } else {
    expect(status.text()).toBe("");
  }
});

it("offers a new conversation in place of one that has ended", async () => {
  const notice = shown({ stage: "closed" });
  await notice.get("button").trigger("click");
  expect(notice.emitted("begin")).toHaveLength(1);
});

it("offers to rate one that has ended, where there is something to rate", async () => {
  const notice = shown({ stage: "closed" }, true);
  expect(shown({}, true).find("button").exists()).toBe(false);
  await notice.get("button").trigger("click");
  expect(notice.emitted("rate")).toHaveLength(1);
});
