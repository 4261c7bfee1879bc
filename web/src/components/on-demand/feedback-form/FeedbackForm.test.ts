import { expect, it } from "vitest";

import { mounted } from "../../testing/shared-checks";
import FeedbackForm from "./FeedbackForm.vue";

const shown = () => mounted(FeedbackForm, {}, "en");

it("takes the focus to the first reason, and needs a reason or words", async () => {
  const form = shown();
  expect(document.activeElement).toBe(form.get("[type=radio]").element);
  await form.get("form").trigger("submit");
  expect(form.emitted("submit")).toBeUndefined();
  await form.get("textarea").setValue(" Too long ");
  await form.get("form").trigger("submit");
  expect(form.emitted("submit")).toEqual([[undefined, "Too long"]]);
});

it("brings its texts to a panel that did not have them", () => {
  expect(shown().get("legend").text()).toBe("What was wrong with it?");
});
