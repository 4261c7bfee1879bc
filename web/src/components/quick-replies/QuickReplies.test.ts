import { expect, it } from "vitest";

import { mounted } from "../testing/shared-checks";
import QuickReplies from "./QuickReplies.vue";

it("tells which button was pressed", async () => {
  const buttons = [
    { title: "怎么注销？", payload: "/faq_how_to_cancel" },
    { title: "Talk to a person", payload: "/request_human" },
  ];
  const replies = mounted(QuickReplies, { buttons }, "en");
  const [first, second] = replies.findAll("button");
  expect(first?.attributes("lang")).toBe("zh-CN");
  await second?.trigger("click");
  expect(replies.emitted("press")).toEqual([[buttons[1]]]);
});
