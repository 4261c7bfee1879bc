import { describe, expect, it } from "vitest";

import { loaded, mounted } from "../testing/shared-checks";
import AnswerFeedback from "./AnswerFeedback.vue";

const shown = (value: "up" | "down" | null = null) =>
  mounted(AnswerFeedback, { id: "m1", value }, "en");

it("shows which is pressed", () => {
  const pressed = shown("up").findAll("[aria-pressed]");
  expect(pressed.map((button) => button.attributes("aria-pressed"))).toEqual(["true", "false"]);
});

it("takes a thumbs up, thanks, and takes it back", async () => {
  const feedback = shown();
  await feedback.get("[aria-label='It helped']").trigger("click");
  expect(feedback.get("[role=status]").text()).toBe("Thank you!");
  await feedback.setProps({ value: "up" });
  await feedback.get("[aria-label='It helped']").trigger("click");
  expect(feedback.get("[role=status]").text()).toBe("");
  expect(feedback.emitted("feedback")).toEqual([
    ["m1", "up"],
    ["m1", null],
  ]);
});

describe("thumbs down", () => {
  async function asked() {
    const feedback = shown();
    await feedback.get("[aria-label='It did not help']").trigger("click");
    await loaded(feedback, "form");
    return feedback;
  }

  it("counts at once, and asks why with the focus on the first reason", async () => {
    const feedback = await asked();
    expect(feedback.emitted("feedback")).toEqual([["m1", "down"]]);
    expect(feedback.findAll("[type=radio]")).toHaveLength(5);
    expect(document.activeElement).toBe(feedback.get("[type=radio]").element);
    expect(feedback.get("[type=submit]").attributes("disabled")).toBeDefined();
  });

  it("sends the reason with the comment, thanks, and gives the focus back", async () => {
    const feedback = await asked();
    await feedback.get("[value=off_topic]").setValue(true);
    await feedback.get("textarea").setValue("  I asked about papers ");
    await feedback.get("form").trigger("submit");
    expect(feedback.emitted("feedback")?.[1]).toEqual([
      "m1",
      "down",
      "off_topic",
      "I asked about papers",
    ]);
    expect(feedback.get("[role=status]").text()).toBe("Thank you!");
    expect(feedback.find("form").exists()).toBe(false);
    expect(document.activeElement?.getAttribute("aria-label")).toBe("It did not help");
  });

  it("can be left without a reason", async () => {
    const feedback = await asked();
    await feedback.get("textarea").trigger("keydown", { key: "Escape" });
    expect(feedback.find("form").exists()).toBe(false);
    expect(feedback.emitted("feedback")).toHaveLength(1);
  });

  it("takes no longer comment than the desk does", async () => {
    expect((await asked()).get("textarea").attributes("maxlength")).toBe("500");
  });
});
