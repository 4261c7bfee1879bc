import { expect, it } from "vitest";

import { mounted } from "../testing/shared-checks";
import ChatIcon from "./ChatIcon.vue";

it("is hidden from screen readers", () => {
  const icon = mounted(ChatIcon, { name: "send" });
  expect(icon.attributes("aria-hidden")).toBe("true");
  expect(icon.find("path").attributes("d")).toBeTruthy();
});
