import { expect, it } from "vitest";

import { exampleHandoff, exampleState } from "../../testing/examples";
import { mounted } from "../../testing/shared-checks";
import DeleteChat from "./DeleteChat.vue";

const shown = (given = {}) => mounted(DeleteChat, { state: exampleState(given) }, "en");

it("takes the focus to what keeps the chat", () => {
  shown();
  expect(document.activeElement?.textContent?.trim()).toBe("Keep the chat");
});

it("asks before anything is deleted, and can be left by Escape", async () => {
  const asked = shown();
  await asked.get(".beian-delete").trigger("keydown", { key: "Escape" });
  expect(asked.emitted()).toMatchObject({ back: [[]] });
  await asked.findAll("button")[0]?.trigger("click");
  expect(asked.emitted("confirm")).toEqual([[]]);
});

it("says what becomes of a person's help", () => {
  expect(shown().text()).not.toContain("support team");
  expect(shown({ stage: "with_agent" }).text()).toContain("your chat with them ends");
  const ticket = { number: "T-12", due_at: "2026-11-25T06:00:00Z" };
  expect(shown({ handoff: exampleHandoff({ ticket }) }).text()).toContain("(T-12) is deleted too");
});

it("waits until it is done", async () => {
  const asked = shown({ deletion: "under_way" });
  expect(asked.get("[role=status]").text()).toBe("Deleting…");
  for (const button of asked.findAll("button")) {
    await button.trigger("click");
  }
  await asked.get(".beian-delete").trigger("keydown", { key: "Escape" });
  expect(asked.emitted("confirm")).toBeUndefined();
  expect(asked.emitted("back")).toBeUndefined();
});

it("says where it did not work", () => {
  expect(shown({ deletion: "failed" }).get("[role=status]").text()).toContain("could not be");
});
