import { flushPromises } from "@vue/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createI18n } from "vue-i18n";
import { mount } from "@vue/test-utils";

import type { Card } from "../../../client/protocol";
import { CARD_ACCESS, type CardAccess } from "../../card-access";
import { exampleCard, exampleOrder, exampleOrders, exampleWhatIf } from "../../testing/examples";
import { accessible } from "../../testing/shared-checks";
import { compileText } from "../../../widget/i18n";
import MessageCard from "./MessageCard.vue";

const asked: { path: string; token: string | null }[] = [];
let answers: Record<string, Response | (() => Response)>;

function shown(card: Card = exampleCard(), given: Partial<CardAccess> = {}) {
  const i18n = createI18n({ legacy: false, locale: "en", messageCompiler: compileText });
  const access = {
    server: "https://desk.example/beian/",
    token: () => "a token",
    now: () => Date.now(),
    freshCard: () => Promise.resolve(null),
    canSignIn: () => false,
    signIn: () => undefined,
    ...given,
  };
  return mount(MessageCard, {
    props: { card, message: "m1", at: "2026-10-12T02:00:00Z", locale: "en" },
    attachTo: document.body,
    global: { plugins: [i18n], provide: { [CARD_ACCESS as symbol]: access } },
  });
}

async function pressed(wrapper: ReturnType<typeof shown>, title: string) {
  await wrapper
    .findAll("button")
    .find((button) => button.text() === title)
    ?.trigger("click");
  await flushPromises();
  return wrapper.get("[role=status]").text();
}

beforeEach(() => {
  asked.length = 0;
  answers = {};
  vi.stubGlobal("fetch", (address: string, { body }: { body: URLSearchParams }) => {
    asked.push({ path: address, token: body.get("token") });
    const answer = Object.entries(answers).find(([end]) => address.endsWith(end))?.[1];
    return answer
      ? Promise.resolve(typeof answer === "function" ? answer() : answer)
      : Promise.reject(new TypeError("no network"));
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

it("shows title, lines and what can be done, whatever kind it is", async () => {
  const card: Card = {
    kind: "order",
    title: "Order BA1",
    lines: ["With the administration"],
    actions: [{ title: "Talk to a person", payload: "/request_human" }],
  };
  const wrapper = shown(card);
  expect(wrapper.text()).toContain("Order BA1");
  expect(wrapper.text()).toContain("With the administration");
  await wrapper.get("button").trigger("click");
  expect(wrapper.emitted("press")).toEqual([
    [{ title: "Talk to a person", payload: "/request_human" }],
  ]);
  await accessible(wrapper);
});

it("saves the file with the visitor's token, under its own name", async () => {
  answers["/letter.docx"] = new Response("word");
  const saved: string[] = [];
  vi.stubGlobal(
    "URL",
    Object.assign(URL, { createObjectURL: () => "blob:1", revokeObjectURL: () => 0 }),
  );
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    saved.push(this.download);
  });
  expect(await pressed(shown(), "下载 Word")).toBe("Saved");
  expect(saved).toEqual(["cancellation-statement.docx"]);
  expect(asked).toContainEqual({
    path: "https://desk.example/beian/letters/signed/letter.docx",
    token: "a token",
  });
});

it("copies the text of the document", async () => {
  answers["/letter.txt"] = new Response("注销声明书");
  const copied: string[] = [];
  const clipboard = { writeText: (text: string) => Promise.resolve(void copied.push(text)) };
  vi.stubGlobal("navigator", { clipboard });
  expect(await pressed(shown(), "复制全文")).toBe("Copied");
  expect(copied).toEqual(["注销声明书"]);
});

it("opens the page to print by a pass, in a tab that was opened at once", async () => {
  answers["/pass"] = new Response('{"url": "/letters/a-pass"}');
  const tab = { opener: window, location: { replace: vi.fn() }, close: vi.fn() };
  vi.stubGlobal("open", () => tab);
  expect(await pressed(shown(), "打印")).toContain("Opened in a new tab");
  expect(asked.pop()?.path).toBe("https://desk.example/beian/letters/signed/pass");
  expect(tab.location.replace.mock.calls).toEqual([
    ["https://desk.example/beian/letters/a-pass/print"],
  ]);
  expect(tab.opener).toBeNull();
});

it("says that the browser keeps tabs from opening", async () => {
  vi.stubGlobal("open", () => null);
  expect(await pressed(shown(), "打印")).toContain("blocked the new tab");
});

it("closes the tab again where there is nothing to print", async () => {
  answers["/pass"] = new Response("{}", { status: 403 });
  const tab = { opener: window, location: { replace: vi.fn() }, close: vi.fn() };
  vi.stubGlobal("open", () => tab);
  expect(await pressed(shown(), "打印")).toContain("another account");
  expect(tab.close.mock.calls).toHaveLength(1);
});

it("has an expired link signed anew, once", async () => {
  answers["old/letter.txt"] = () => new Response("", { status: 410 });
  answers["new/letter.txt"] = new Response("text");
  vi.stubGlobal("navigator", { clipboard: { writeText: () => Promise.resolve() } });
  const linked = (link: string) =>
    exampleCard({ actions: [{ title: "Copy", does: "copy", url: `/letters/${link}/letter.txt` }] });
  const freshCard = vi.fn(() => Promise.resolve(linked("new")));
  expect(await pressed(shown(linked("old"), { freshCard }), "Copy")).toBe("Copied");
  expect(freshCard.mock.calls).toEqual([["m1"]]);
});

describe.each([
  [401, "no longer signed in"],
  [403, "another account"],
  [404, "ask again"],
  [410, "no longer signed in"],
  [429, "in a minute"],
  [500, "Try again later"],
])("an answer of %i", (status, says) => {
  it("is told, and the button can be pressed again", async () => {
    answers["/letter.pdf"] = () => new Response("", { status });
    const wrapper = shown();
    expect(await pressed(wrapper, "PDF")).toContain(says);
    expect(wrapper.findAll("[aria-disabled=true]")).toHaveLength(0);
  });
});

it("says so where the desk can't be reached", async () => {
  expect(await pressed(shown(), "PDF")).toContain("Try again later");
});

it("draws the preview on a canvas, which no policy of the page keeps out", async () => {
  answers["/letter.png"] = new Response("png");
  const bitmap = { width: 40, height: 56, close: vi.fn() };
  vi.stubGlobal("createImageBitmap", () => Promise.resolve(bitmap));
  const drawImage = vi.fn();
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue({
    drawImage,
  } as unknown as ReturnType<HTMLCanvasElement["getContext"]>);
  const wrapper = shown();
  await flushPromises();
  const canvas = wrapper.get("canvas");
  expect(canvas.attributes("role")).toBe("img");
  expect(canvas.attributes("aria-label")).toBe("Preview of the first page");
  expect(canvas.isVisible()).toBe(true);
  expect(drawImage.mock.calls).toEqual([[bitmap, 0, 0]]);
  await accessible(wrapper);
});

it("does without a preview that can't be had", async () => {
  answers["/letter.png"] = new Response("", { status: 500 });
  vi.stubGlobal("createImageBitmap", () => Promise.reject(new Error("no picture")));
  const wrapper = shown();
  await flushPromises();
  expect(wrapper.get("canvas").isVisible()).toBe(false);
});

describe("an order", () => {
  const at = Date.parse("2026-10-12T02:00:00Z");

  afterEach(() => vi.useRealTimers());

  it("has its stages as a list in which the present one is marked", () => {
    const wrapper = shown(exampleOrder());
    const stages = wrapper.findAll(".beian-stages > li");
    expect(stages.map((stage) => stage.text())).toEqual([
      "Draft (done)",
      "Provider (done)",
      "SMS (now)",
      "Administration (still ahead)",
      "Done (still ahead)",
    ]);
    expect(wrapper.get("[aria-current=step]").text()).toContain("SMS");
    expect(wrapper.text()).not.toContain("→");
    expect(wrapper.text()).toContain("Verify by");
  });

  it("counts down by the desk's clock what was left when it was told, and ends", async () => {
    vi.useFakeTimers({ now: at });
    const wrapper = shown(exampleOrder(), { now: () => Date.now() + 3_600_000 });
    expect(wrapper.get("[role=timer]").text()).toBe("4:30:00 left");
    await vi.advanceTimersByTimeAsync(61_000);
    expect(wrapper.get("[role=timer]").text()).toBe("4:28:59 left");
    vi.setSystemTime(at + 5 * 3_600_000);
    await vi.advanceTimersByTimeAsync(1000);
    expect(wrapper.get("[role=timer]").text()).toBe("The time is over");
    expect(vi.getTimerCount()).toBe(0);
  });

  it("is accessible, and its buttons are pressed like those of messages", async () => {
    const wrapper = shown(exampleOrder());
    await accessible(wrapper);
    await pressed(wrapper, "The code doesn't arrive");
    expect(wrapper.emitted("press")).toEqual([
      [{ title: "The code doesn't arrive", payload: "/faq_sms_verification" }],
    ]);
  });
});

it("lists several orders, each as the button that picks it", async () => {
  const wrapper = shown(exampleOrders());
  await accessible(wrapper);
  const buttons = wrapper.findAll("li > button");
  expect(buttons.map((button) => button.text())).toEqual(exampleOrders().lines);
  expect(wrapper.findAll("button")).toHaveLength(2);
  await buttons[1]?.trigger("click");
  expect(wrapper.emitted("press")).toEqual([[exampleOrders().actions[1]]]);
});

it("shows what a cancellation changes in sections, each with its heading", async () => {
  const wrapper = shown(exampleWhatIf());
  await accessible(wrapper);
  const lists = wrapper.findAll("ul").map((list) => {
    const heading = wrapper.get(`[id="${list.attributes("aria-labelledby")}"]`).text();
    return [heading, ...list.findAll("li").map((line) => line.text())];
  });
  expect(lists).toEqual(exampleWhatIf().sections?.map(({ title, lines }) => [title, ...lines]));
});

describe("an offer to sign in", () => {
  const offer: Card = {
    kind: "sign_in",
    title: "Sign in for an answer from your own filing",
    lines: [],
    actions: [{ title: "Sign in", does: "sign_in" }],
  };

  it("asks the site to sign the visitor in, for the message that it is about", async () => {
    const signIn = vi.fn();
    const wrapper = shown(offer, { canSignIn: () => true, signIn });
    await wrapper.get("button").trigger("click");
    expect(signIn).toHaveBeenCalledWith("m1");
    await accessible(wrapper);
  });

  it("is not made where the site can't, or the visitor is signed in", () => {
    expect(shown(offer).isVisible()).toBe(false);
  });
});
