/** On a tablet the list and the panel are drawers. */

import { flushPromises, type VueWrapper } from "@vue/test-utils";
import { afterEach, beforeEach, expect, it } from "vitest";

import ConsoleApp from "./components/console-app/ConsoleApp.vue";
import { Room, windowOf } from "./testing/mounted";

windowOf({ width: 768 });

let room: Room;
let page: VueWrapper;

beforeEach(async () => {
  room = new Room();
  await room.signIn();
  page = room.mount(ConsoleApp, {}, "en");
  await flushPromises();
});
afterEach(() => room.leave());

const drawers = () =>
  [...document.querySelectorAll<HTMLElement>(".el-overlay:has(.el-drawer)")].filter(
    ({ style }) => style.display !== "none",
  );

async function click(element: Element | null) {
  (element as HTMLElement).click();
  await flushPromises();
}

it("shows the list in the place of the conversation, until one is open", async () => {
  expect(page.findAll("main .desk-item")).toHaveLength(2);
  await room.desk.show({ conversation: "conv-0001" });
  await flushPromises();
  expect(page.find("main .desk-item").exists()).toBe(false);
  expect(page.find("main .desk-composer").exists()).toBe(true);
});

it("opens another list beside the open conversation, and closes it with the choice", async () => {
  await room.desk.show({ conversation: "conv-0001" });
  await flushPromises();
  await click(document.querySelector('.desk-rail a[href="#/mine/conv-0001"]'));
  await room.desk.show({ view: "mine" });
  await flushPromises();
  expect(drawers()).toHaveLength(1);
  expect(document.querySelector(".el-drawer .desk-item")?.textContent).toContain("深圳市");
  await room.desk.show({ conversation: "conv-0003" });
  await flushPromises();
  await expect.poll(() => drawers().length).toBe(0);
});

it("opens what is known of the visitor", async () => {
  await room.desk.show({ conversation: "conv-0001" });
  await flushPromises();
  await click(document.querySelector('[aria-label="Visitor details"]'));
  expect(drawers()).toHaveLength(1);
  expect(document.querySelector(".el-drawer .desk-account")?.textContent).toContain("张**");
});
