import { expect, it } from "vitest";

import { mounted } from "../../testing/shared-checks";
import EndRating from "./EndRating.vue";

const shown = (rating: number | null = null, ended = false) =>
  mounted(EndRating, { rating, ended }, "en");

it("takes the focus to the first star", () => {
  const rating = shown();
  expect(document.activeElement).toBe(rating.get("[value='1']").element);
});

it("sends stars and comment, but nothing without stars", async () => {
  const rating = shown();
  await rating.get("form").trigger("submit");
  expect(rating.emitted("rate")).toBeUndefined();
  await rating.get("[value='4']").setValue(true);
  expect(rating.findAll(".beian-icon-filled")).toHaveLength(4);
  await rating.get("textarea").setValue(" Thanks ");
  await rating.get("form").trigger("submit");
  expect(rating.emitted("rate")).toEqual([[4, "Thanks"]]);
});

it("says in words what each star means", () => {
  expect(shown().get("fieldset").text()).toMatch(/Very poor.*Poor.*Fair.*Good.*Very good/);
});

it("can be skipped, or left by Escape", async () => {
  const rating = shown();
  await rating.findAll("button")[1]?.trigger("click");
  await rating.get("textarea").trigger("keydown", { key: "Escape" });
  expect(rating.emitted()).toMatchObject({ skip: [[]], back: [[]] });
});

it("of a conversation that has ended begins no other", () => {
  const buttons = shown(null, true).findAll("button");
  expect(buttons.map((button) => button.text())).toEqual(["Send", "Back to the chat"]);
});

it("begins with the rating that was given before", () => {
  const rating = shown(3);
  expect((rating.get("[value='3']").element as HTMLInputElement).checked).toBe(true);
});
