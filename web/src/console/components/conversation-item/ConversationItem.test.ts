import { afterEach, expect, it } from "vitest";

import { Room } from "../../testing/mounted";
import * as samples from "../../testing/samples";
import ConversationItem from "./ConversationItem.vue";

let room: Room | undefined;
afterEach(() => room?.leave());

it("says of a message that was taken back that it was, in place of nothing", () => {
  room = new Room();
  const { summary } = samples.conversations(Date.now())[0]!;
  const last_message = { author: "agent", text: "", at: samples.NOW };
  const conversation = { ...summary, last_message };
  const given = { conversation, view: "all", selected: false, agent: samples.li.id };
  const words = (locale: "zh" | "en") =>
    room!.mount(ConversationItem, given, locale).get(".desk-item-last").text();
  expect(words("zh")).toBe("客服：（已撤回）");
  expect(words("en")).toBe("Agent: (taken back)");
});
