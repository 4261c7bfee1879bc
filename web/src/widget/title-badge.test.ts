import { afterEach, expect, it, vi } from "vitest";
import { TitleBadge } from "./title-badge";

afterEach(() => {
  document.title = "";
});

it("stands before the title, and goes", () => {
  document.title = "Prices";
  const badge = new TitleBadge();
  badge.show(2);
  expect(document.title).toBe("(2) Prices");
  badge.show(120);
  expect(document.title).toBe("(99+) Prices");
  badge.show(0);
  expect(document.title).toBe("Prices");
});

it("stays when the page changes its title, and leaves it the new one", async () => {
  document.title = "Prices";
  const badge = new TitleBadge();
  badge.show(1);
  document.title = "Orders";
  await vi.waitFor(() => expect(document.title).toBe("(1) Orders"));
  badge.show(0);
  expect(document.title).toBe("Orders");
  document.title = "Start";
  await Promise.resolve();
  expect(document.title).toBe("Start");
});
