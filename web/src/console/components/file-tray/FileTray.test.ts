import { flushPromises, type VueWrapper } from "@vue/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { ErrorCode, Language } from "../../contract";
import { Room, windowOf } from "../../testing/mounted";
import FileTray from "./FileTray.vue";

windowOf({ width: 1600 });

const MINE = "conv-0003";
const letter = () => new File(["%PDF"], "letter.pdf", { type: "application/pdf" });

let room: Room;
beforeEach(async () => {
  room = new Room();
  await room.signIn();
  await room.desk.show({ conversation: MINE });
});
afterEach(() => {
  room.leave();
  vi.useRealTimers();
});

function tray(locale: Language = "en", conversation = MINE): VueWrapper {
  return room.mount(FileTray, { conversation }, locale);
}

async function sent(...files: File[]): Promise<void> {
  room.desk.uploads.add(files);
  // A call each for announcing and for the one part.
  await flushPromises();
  await flushPromises();
}

describe("a file that is not taken says why", () => {
  const refusals: [status: number, code: ErrorCode, zh: string, en: string][] = [
    [422, "locked_pdf", "这个 PDF 有密码", "The PDF has a password"],
    [413, "too_large", "文件太大", "too large"],
    [422, "infected", "病毒扫描没有通过", "The virus scan found something"],
    [507, "storage_full", "存储空间不足", "no room for files"],
    [409, "closed", "对话已结束", "has ended"],
    [404, "no_files", "没有开启文件", "takes no files"],
    [403, "csrf", "页面已过期", "out of date"],
    [404, "unknown_file", "文件已被删除", "was deleted"],
  ];
  it.each(refusals)("%s %s", async (status, code, zh, en) => {
    room.api.fileRefusal = { status, code };
    await sent(letter());
    expect(tray("zh").get("[role=alert]").text()).toContain(zh);
    expect(tray("en").get("[role=alert]").text()).toContain(en);
  });

  it("where the conversation is a colleague's by now", async () => {
    room.api.move(MINE, "with_agent", { id: room.api.agents[1]!.id, display_name: "Wang" });
    await sent(letter());
    expect(tray().get("[role=alert]").text()).toContain("no longer yours");
  });

  it("also where the console itself sees it", async () => {
    await sent(new File(["x"], "letter.exe"));
    expect(tray().get("[role=alert]").text()).toContain("Only photos");
  });
});

it.each([
  [503, "unavailable", "The desk can't take it now"],
  [503, "scanner_unavailable", "The virus scanner does not answer"],
] as const)("says why a file waits: %s %s", async (status, code, words) => {
  room.api.fileRefusal = { status, code };
  await sent(letter());
  expect(tray().get("[role=status]").text()).toContain(words);
});

it("says that there is no connection, and goes on by itself once it is back", async () => {
  room.api.unreachable = true;
  await sent(letter());
  const shown = tray();
  expect(shown.get("[role=status]").text()).toContain("There is no connection");
  room.api.unreachable = false;
  dispatchEvent(new Event("online"));
  await vi.waitFor(() => expect(shown.find("li").exists()).toBe(false));
});

it("offers to send again only what may be taken then", async () => {
  room.api.fileRefusal = { status: 422, code: "locked_pdf" };
  await sent(letter());
  expect(tray().text()).not.toContain("Try again");
  room.api.fileRefusal = { status: 507, code: "storage_full" };
  await sent(letter());
  expect(tray().text()).toContain("Try again");
});

it("sends on while the agent looks at another conversation, and fails there alone", async () => {
  room.api.fileRefusal = { status: 422, code: "locked_pdf" };
  room.desk.uploads.add([letter()]);
  await room.desk.show({ conversation: "conv-0001" });
  await flushPromises();
  expect(room.api.calls).toContain(`POST /conversations/${MINE}/files`);
  expect(tray("en", "conv-0001").find("li").exists()).toBe(false);
  await vi.waitFor(() => expect(tray().get("[role=alert]").text()).toContain("has a password"));
});
