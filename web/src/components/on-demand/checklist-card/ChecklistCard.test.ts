import { mount } from "@vue/test-utils";
import { afterEach, describe, expect, it, vi } from "vitest";
import { nextTick, ref } from "vue";
import { createI18n } from "vue-i18n";

import { pickedFor } from "../../../client/picked-paper";
import { CARD_ACCESS, HAND_FILES } from "../../card-access";
import { exampleChecklist } from "../../testing/examples";
import { texts } from "../../texts";
import ChecklistCard from "./ChecklistCard.vue";

const access = {
  server: "https://desk.example/",
  token: () => null,
  freshCard: () => Promise.resolve(null),
  tick: vi.fn(() => true),
  place: vi.fn(() => true),
};
const hand = vi.fn();

function shown(takesFiles = true) {
  const i18n = createI18n({ legacy: false, locale: "en", messages: texts });
  return mount(ChecklistCard, {
    props: { card: exampleChecklist(), message: "m1", locale: "en" },
    attachTo: document.body,
    global: {
      plugins: [i18n],
      provide: {
        [CARD_ACCESS as symbol]: access,
        [HAND_FILES as symbol]: ref(takesFiles ? hand : null),
      },
    },
  });
}

afterEach(() => {
  vi.clearAllMocks();
  document.body.replaceChildren();
});

describe("a checklist", () => {
  it("shows what is there, and keeps its words when it changes", async () => {
    const card = shown();
    const boxes = card.findAll<HTMLInputElement>("input[type=checkbox]");
    expect(boxes.map(({ element }) => element.checked)).toEqual([true, false, true, false, true]);
    expect(card.text()).toContain("3 of 5 are ready");
    expect(card.text()).toContain("太模糊");
    const changed = exampleChecklist();
    Object.assign(changed.checklist!.papers[1]!, { text: "identity document", state: "ticked" });
    await card.setProps({ card: changed });
    expect(card.text()).toContain("4 of 5 are ready");
    expect(card.text()).toContain("负责人证件");
  });

  it("asks the desk to tick a paper off, and waits for its word", async () => {
    const card = shown();
    const box = card.findAll<HTMLInputElement>("input[type=checkbox]")[1]!;
    await box.setValue(true);
    expect(access.tick).toHaveBeenCalledWith("website:w1", "person_in_charge_document", true);
    expect(box.element.checked).toBe(false);
    access.tick.mockReturnValueOnce(false);
    await box.setValue(true);
    expect(card.text()).toContain("There is no connection now");
  });

  it("hands over a photo with the paper that it was picked for", async () => {
    const card = shown();
    const [first] = card.findAll("li button").filter((one) => one.text() === "Send a photo");
    await first!.trigger("click");
    const picker = card.get<HTMLInputElement>("input[type=file]");
    const photo = new File(["x"], "IMG_9.jpg", { type: "image/jpeg" });
    Object.defineProperty(picker.element, "files", { value: [photo], configurable: true });
    await picker.trigger("change");
    expect(hand).toHaveBeenCalledWith([photo]);
    expect(pickedFor(photo)).toEqual({
      checklist: "website:w1",
      paper: "person_in_charge_document",
    });
  });

  it("takes a file out that is another paper, but not one that was accepted", async () => {
    const card = shown();
    const out = card.findAll("button").filter((one) => one.text() === "Not this paper");
    expect(out).toHaveLength(2);
    await out[0]!.trigger("click");
    expect(access.place).toHaveBeenCalledWith("website:w1", "file-one", null);
  });

  it("lets a file of which it is open which paper it is be placed", async () => {
    const card = shown();
    expect(card.find("select").exists()).toBe(false);
    const changed = exampleChecklist();
    changed.checklist!.loose = [{ id: "file-two", name: "IMG_2.jpg", message: "m2" }];
    await card.setProps({ card: changed });
    const select = card.get("select");
    expect(card.get(`label[for="${select.element.id}"]`).text()).toBe("IMG_2.jpg");
    const sent = changed.checklist!.papers.filter(({ file }) => file);
    expect(select.findAll("option").map((one) => one.element.value)).toEqual([
      "",
      ...sent.map(({ id }) => id),
    ]);
    const button = card.get<HTMLButtonElement>(".beian-checklist-loose button");
    expect(button.element.disabled).toBe(true);
    await select.setValue("handheld_photo");
    await button.trigger("click");
    expect(access.place).toHaveBeenCalledWith("website:w1", "file-two", "handheld_photo");
  });

  it("asks for the other side, unless the visitor says that both are on one picture", async () => {
    const card = shown();
    const both = "Both sides are on this one";
    expect(card.text()).not.toContain(both);
    const changed = exampleChecklist();
    changed.checklist!.papers[2]!.state = "open";
    await card.setProps({ card: changed });
    expect(card.text()).toContain("the other is missing");
    expect(card.text()).toContain("2 of 5 are ready");
    const button = card.findAll("button").find((one) => one.text() === both);
    await button!.trigger("click");
    expect(access.tick).toHaveBeenCalledWith("website:w1", "handheld_photo", true);
  });

  it("keeps the focus beside what a change takes away", async () => {
    const card = shown();
    const row = card.findAll("li")[2]!;
    const out = row.findAll("button").find((one) => one.text() === "Not this paper");
    out!.element.focus();
    const changed = exampleChecklist();
    Object.assign(changed.checklist!.papers[2]!, { state: "open", files: [] });
    await card.setProps({ card: changed });
    await nextTick();
    expect(out!.element.isConnected).toBe(false);
    expect(document.activeElement).toBe(row.get("input").element);
  });

  it("keeps the focus where files that are placed were the last", async () => {
    const card = shown();
    const asking = exampleChecklist();
    asking.checklist!.loose = [{ id: "file-two", name: "IMG_2.jpg", message: "m2" }];
    await card.setProps({ card: asking });
    card.get("select").element.focus();
    await card.setProps({ card: exampleChecklist() });
    await nextTick();
    expect(card.element.contains(document.activeElement)).toBe(true);
  });

  it("leaves the focus alone where it stays", async () => {
    const card = shown();
    const button = card.get("li button").element as HTMLElement;
    button.focus();
    const changed = exampleChecklist();
    changed.checklist!.papers[1]!.state = "ticked";
    await card.setProps({ card: changed });
    await nextTick();
    expect(document.activeElement).toBe(button);
  });

  it("offers no photos where none are taken", () => {
    expect(shown(false).text()).not.toContain("Send a photo");
  });
});
