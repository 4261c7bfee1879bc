import { afterEach, expect, it, vi } from "vitest";
import { h } from "vue";

import { mounted } from "../../testing/shared-checks";
import PanelDialog from "./PanelDialog.vue";

const onLeave = vi.fn();
afterEach(() => document.body.replaceChildren());

function shown(slots = {}) {
  const props = { title: "Title", css: "", onLeave };
  return mounted({ render: () => h(PanelDialog, props, slots) }, {}, "en").get("[role=dialog]");
}

it("takes the focus to its title, and is left by Escape", async () => {
  const dialog = shown();
  expect(document.activeElement?.textContent?.trim()).toBe("Title");
  await dialog.trigger("keydown", { key: "Escape" });
  expect(onLeave).toHaveBeenCalledOnce();
});

it("is described by what is about it, if anything is", () => {
  expect(shown().attributes("aria-describedby")).toBeUndefined();
  const described = shown({ about: () => "What it is about" }).attributes("aria-describedby");
  expect(document.getElementById(described!)?.textContent).toBe("What it is about");
});
