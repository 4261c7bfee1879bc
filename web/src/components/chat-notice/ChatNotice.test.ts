import { expect, it } from "vitest";

import type { ChatState } from "../../client/state";
import { exampleState } from "../examples";
import { mounted } from "../shared-checks";
import ChatNotice from "./ChatNotice.vue";

const shown = (given: Partial<ChatState>) =>
  mounted(ChatNotice, { state: exampleState(given) }, "en");

it.each<[Partial<ChatState>, string]>([
  [{}, ""],
  [{ phase: "offline" }, "offline"],
  [{ tokenNeeded: true, phase: "offline" }, "sign in"],
  [{ problem: "token_invalid" }, "could not confirm"],
  [{ phase: "refused" }, "not set up for this page"],
  [{ problem: "bad_frame" }, "went wrong"],
  [{ closed: true, problem: "unavailable" }, "has ended"],
])("%j says %j", (given, words) => {
  const status = shown(given).get("[role=status]");
  if (words) expect(status.text()).toContain(words);
  else expect(status.text()).toBe("");
});

it("offers a new conversation in place of one that has ended", async () => {
  const notice = shown({ closed: true });
  await notice.get("button").trigger("click");
  expect(notice.emitted("begin")).toHaveLength(1);
});
