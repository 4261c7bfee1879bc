import { vi } from "vitest";
import { ChatClient, type ChatClientOptions } from "../client";
import type { ShownMessage } from "../state";
import type { FakeDesk } from "./fake-desk";
import { FakePage } from "./fake-page";
import { FakeSite } from "./fake-storage";
import { FakeTransportKind } from "./fake-transport";

export interface Tab {
  chat: ChatClient;
  page: FakePage;
  line: FakeTransportKind;
}

/** A tab with a chat that is not connected yet. `site` is shared with the site's other tabs. */
export function newTab(
  desk: FakeDesk,
  site: FakeSite = new FakeSite(),
  options: Partial<ChatClientOptions> = {},
): Tab {
  const page = new FakePage();
  const line = new FakeTransportKind(desk);
  const chat = new ChatClient({
    server: "https://desk.example",
    language: "zh",
    storage: site.tab(),
    session: new FakeSite().tab(),
    transports: [line],
    page,
    random: () => 1,
    ...options,
  });
  return { chat, page, line };
}

/** A tab whose chat is connected. */
export async function openTab(
  desk: FakeDesk,
  site?: FakeSite,
  options?: Partial<ChatClientOptions>,
): Promise<Tab> {
  const tab = newTab(desk, site, options);
  tab.chat.connect();
  await settle();
  return tab;
}

/** The tab is left, by a reload for example. */
export function leave({ chat, page, line }: Tab): void {
  page.emit("left");
  line.cut();
  chat.disconnect();
}

/** Let everything happen that does not wait for a timer. */
export async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(0);
}

export async function pass(seconds: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(seconds * 1000);
}

/** The messages, as "text delivery" or "text failed code". */
export function shown(messages: readonly ShownMessage[]): string[] {
  return messages.map(({ text, delivery, failure }) => [text, delivery, failure].join(" ").trim());
}

export function texts(chat: ChatClient): string[] {
  return chat.state.messages.map(({ text }) => text);
}
