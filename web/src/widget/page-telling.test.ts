import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { tellPage } from "./page-telling";
import { FakeChat } from "./testing/fake-chat";

let chat: FakeChat;
const told = (): unknown[] =>
  chat.calls.filter(([method]) => method === "tellPage").map(([, given]) => given);
const here = location.origin;

beforeEach(() => {
  chat = new FakeChat();
  history.replaceState(null, "", "/prices?token=secret#part");
  document.title = "Prices";
});

afterEach(() => {
  tellPage(chat, null);
  vi.useRealTimers();
});

describe("the page that agents see", () => {
  it("is told as the site says, and no more once it says null", () => {
    tellPage(chat, { address: "https://shop.example/cart", title: "Cart" });
    tellPage(chat, { address: "x".repeat(3000) });
    tellPage(chat, null);
    expect(told()).toEqual([
      { address: "https://shop.example/cart", title: "Cart" },
      { address: "x".repeat(2000), title: "" },
      null,
    ]);
  });

  it("follows the address bar and the title, without query and fragment", () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    tellPage(chat, true);
    expect(told()).toEqual([{ address: `${here}/prices`, title: "Prices" }]);
    history.pushState(null, "", "/order?id=7");
    vi.advanceTimersByTime(1000);
    document.title = "Order";
    vi.advanceTimersByTime(5000);
    expect(told().slice(1)).toEqual([
      { address: `${here}/order`, title: "Prices" },
      { address: `${here}/order`, title: "Order" },
    ]);
    tellPage(chat, null);
    history.pushState(null, "", "/left");
    vi.advanceTimersByTime(5000);
    expect(told().slice(3)).toEqual([null]);
  });
});
