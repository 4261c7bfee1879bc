import { afterEach, expect, it } from "vitest";

import { examples } from "../../testing/examples";
import { Room } from "../../testing/mounted";
import { li, wang } from "../../testing/samples";
import ContextPanel from "./ContextPanel.vue";

let room: Room | undefined;
afterEach(() => room?.leave());

async function offersBlock(who: string, holder: typeof li | null): Promise<boolean> {
  room = new Room();
  await room.signIn(who);
  const [given] = examples["context-panel"] as { state: { summary: object } }[];
  const agent = holder && { id: holder.id, display_name: holder.display_name };
  const state = { ...given!.state, summary: { ...given!.state.summary, agent, blocked: null } };
  const panel = room.mount(ContextPanel, { ...given, state }, "en");
  const offers = panel.find(".desk-block").exists();
  room.leave();
  return offers;
}

it("offers to stop serving a visitor as the desk allows it: a colleague's to managers alone", async () => {
  expect(await offersBlock("wang", null)).toBe(true);
  expect(await offersBlock("wang", wang)).toBe(true);
  expect(await offersBlock("wang", li)).toBe(false);
  expect(await offersBlock("li", wang)).toBe(true);
});
