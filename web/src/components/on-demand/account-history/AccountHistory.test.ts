import { afterEach, expect, it } from "vitest";

import { fileAccessKey } from "../../files-on-demand";
import { examples } from "../../testing/examples";
import { mounted } from "../../testing/shared-checks";
import AccountHistory from "./AccountHistory.vue";

afterEach(() => document.body.replaceChildren());

it("asks for the conversations, shows them and goes to the chosen one", async () => {
  const [, , listed] = examples["account-history"]!;
  const history = mounted(AccountHistory, { ...listed, locale: "en" }, "en");
  expect(history.emitted("ask")).toHaveLength(1);
  expect(document.activeElement?.textContent).toContain("My conversations");
  const [first, second] = history.findAll("li button");
  expect(first!.text()).toContain("Waiting for support");
  expect(first!.text()).toContain("Ticket 1001");
  expect(first!.text()).toContain("Unread: 2");
  expect(second!.text()).toContain("Ended");
  await second!.trigger("click");
  expect(history.emitted("choose")![0]).toMatchObject([{ id: "c2" }]);
  await history.get("[role=dialog]").trigger("keydown", { key: "Escape" });
  expect(history.emitted("back")).toHaveLength(1);
});

it("tells two that go on on the same day apart by the hour, and which one is on view", () => {
  const [, , listed] = examples["account-history"]!;
  const [one] = (listed as { conversations: object[] }).conversations;
  const now = new Date();
  const at = (hour: number) => new Date(now.getFullYear(), now.getMonth(), now.getDate(), hour);
  const conversations = [
    { ...one, id: "c8", state: "bot", changed_at: at(9).toISOString() },
    { ...one, id: "c9", state: "bot", changed_at: at(8).toISOString() },
  ];
  const history = mounted(AccountHistory, { conversations, locale: "en" }, "en", {
    [fileAccessKey as symbol]: () => ({ server: "", conversation: "c9", key: "k9", token: null }),
  });
  const [first, second] = history.findAll("li button");
  expect(first!.text()).toContain("09:00");
  expect(first!.text()).not.toContain("This one");
  expect(first!.attributes("aria-current")).toBeUndefined();
  expect(second!.text()).toContain("08:00");
  expect(second!.text()).toContain("This one");
  expect(second!.attributes("aria-current")).toBe("true");
});
