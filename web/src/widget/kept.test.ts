import { afterEach, expect, it, vi } from "vitest";
import { keep, kept } from "./kept";

afterEach(() => {
  vi.restoreAllMocks();
  localStorage.clear();
});

it("keeps choices from page to page", () => {
  expect(kept()).toMatchObject({ open: false, sound: false, notices: false, language: null });
  keep({ sound: true });
  keep({ open: true });
  expect(kept()).toMatchObject({ open: true, sound: true });
});

it("takes what another program wrote for nothing", () => {
  localStorage.setItem("beian-chat.choices", "{broken");
  expect(kept().open).toBe(false);
  localStorage.setItem("beian-chat.choices", "null");
  expect(kept().open).toBe(false);
});

it("works for the page where storage is blocked", () => {
  vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
    throw new DOMException("blocked", "SecurityError");
  });
  vi.spyOn(Storage.prototype, "getItem").mockImplementation(() => {
    throw new DOMException("blocked", "SecurityError");
  });
  keep({ open: true });
  expect(kept().open).toBe(true);
  keep({ open: false });
  expect(kept().open).toBe(false);
});
