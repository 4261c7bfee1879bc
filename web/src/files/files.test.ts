/** The components for files, as the widget draws them. */

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { VueWrapper } from "@vue/test-utils";

import type { Attachment, Language } from "../client/protocol";
import { fileAccessKey } from "../components/files-on-demand";
import {
  accessible,
  checkWords,
  keysOf,
  mounted,
  TAG,
  wordsOf,
} from "../components/testing/shared-checks";
import FileCard from "./FileCard.vue";
import FileTray from "./FileTray.vue";
import { FileDesk, PART } from "./testing";
import { texts } from "./texts";

const photo: Attachment = {
  id: "f1",
  name: "身份证.jpg",
  type: "image/jpeg",
  size: 1_234_567,
  pages: null,
  url: "/chat/files/f1/content",
  thumbnail: null,
  deleted: false,
  review: null,
  reason: null,
};
const pdf: Attachment = { ...photo, name: "licence.pdf", type: "application/pdf", pages: 3 };
const look = {
  zh: "初步看来（仅供参考）：照片太暗。",
  en: "At first sight: the photo is too dark.",
};
const cards: Attachment[] = [
  photo,
  { ...photo, look },
  pdf,
  { ...photo, review: "accepted" },
  { ...photo, review: "again", reason: "看不清" },
  { ...photo, name: "（文件已删除）", deleted: true },
];
const tray = { handed: [], online: true, signedOut: false, largest: 20_000_000 };

let desk: FileDesk;

function card(attachment: Attachment, locale: Language = "en"): VueWrapper {
  return mounted(FileCard, { attachment, own: true, locale }, locale, {
    [fileAccessKey as symbol]: () => desk.access,
  });
}

function trayWith(given: object, locale: Language = "en"): VueWrapper {
  return mounted(FileTray, { ...tray, ...given, locale }, locale, {
    [fileAccessKey as symbol]: () => desk.access,
  });
}

function fileOf(size: number, name: string): File {
  return new File([new Uint8Array(size)], name, { lastModified: 2 });
}

beforeEach(async () => {
  desk = await FileDesk.start();
  sessionStorage.clear();
});

afterEach(() => {
  desk.stop();
  document.body.replaceChildren();
});

it("has the same texts in both languages", () => {
  expect(keysOf(texts.zh)).toEqual(keysOf(texts.en));
});

describe.each(["zh", "en"] as const)("in %s", (locale) => {
  it("cards and tray are accessible and translated", async () => {
    const failing = { handed: [fileOf(5, "drawing.svg")], online: false };
    const made = [...cards.map((each) => card(each, locale)), trayWith(failing, locale)];
    for (const wrapper of made) {
      await accessible(wrapper);
      for (const words of wordsOf(wrapper.element as Element, TAG[locale])) {
        const named = /drawing\.svg|身份证|licence|看不清/.test(words);
        checkWords(named ? "" : words, locale);
      }
      wrapper.unmount();
    }
  });
});

it("shows what a first look told, until an agent has looked", () => {
  const at = (given: Partial<Attachment>): string => {
    const wrapper = card({ ...photo, look, ...given });
    const text = wrapper.text();
    wrapper.unmount();
    return text;
  };
  expect(at({})).toContain(look.en);
  expect(at({ review: "accepted" })).not.toContain(look.en);
  expect(at({ deleted: true })).not.toContain(look.en);
});

it("asks before a file is deleted, and deletes it at the desk", async () => {
  desk.files.set("f1", { id: "f1", name: "", size: 0, received: Buffer.alloc(0), state: "stored" });
  const wrapper = card(photo);
  await wrapper.get("[aria-label='Delete “身份证.jpg”']").trigger("click");
  expect(wrapper.text()).toContain("Support won't be able to see it");
  await wrapper.get(".beian-file-ask button").trigger("click");
  await vi.waitFor(() => expect(desk.files.get("f1")?.state).toBe("deleted"), 20_000);
  wrapper.unmount();
});

it("says what happens without a connection, and what was refused at once", async () => {
  const handed = [fileOf(5, "drawing.svg"), fileOf(PART, "photo.jpg")];
  const wrapper = trayWith({ handed, online: false });
  expect(wrapper.get(".beian-tray-problem").text()).toContain("There is no connection");
  await vi.waitFor(() => expect(wrapper.findAll("li")).toHaveLength(1), 20_000);
  expect(wrapper.get("[role=alert]").text()).toContain("Only photos");
  expect(wrapper.get(".beian-hidden").text()).toBe("“photo.jpg” was sent.");
  await wrapper.get("[aria-label='Remove “drawing.svg”']").trigger("click");
  expect(wrapper.emitted("empty")).toHaveLength(1);
  wrapper.unmount();
});

it("says why a file waits", async () => {
  desk.postponed.set("photo.jpg", { status: 503, code: "scanner_unavailable" });
  const wrapper = trayWith({ handed: [fileOf(PART, "photo.jpg")] });
  const why = "The virus scanner does not answer";
  await vi.waitFor(() => expect(wrapper.get(".beian-tray-state").text()).toContain(why), 20_000);
  expect(wrapper.get("[role=status].beian-hidden").text()).toContain(why);
  await accessible(wrapper);
  wrapper.unmount();
});

function leavingAsks(): boolean {
  const event = new Event("beforeunload", { cancelable: true });
  dispatchEvent(event);
  return event.defaultPrevented;
}

it("asks before the page is left while something is on its way, and not afterwards", async () => {
  const wrapper = trayWith({ handed: [fileOf(PART, "photo.jpg")], online: false });
  await vi.waitFor(() => expect(wrapper.text()).toContain("photo.jpg"));
  expect(leavingAsks()).toBe(true);
  wrapper.unmount();
  expect(leavingAsks()).toBe(false);
});

it("offers to send again what may pass, and no file that never will", async () => {
  const large = fileOf(64, "large.jpg");
  const wrapper = trayWith({ handed: [large], largest: 8 });
  await vi.waitFor(() => expect(wrapper.text()).toContain("large.jpg"));
  expect(wrapper.find("[aria-label='Try again to send “large.jpg”']").exists()).toBe(false);
  expect(wrapper.find("[aria-label='Remove “large.jpg”']").exists()).toBe(true);
  expect(leavingAsks()).toBe(false);
});
