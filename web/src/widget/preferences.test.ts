import { afterEach, expect, it, vi } from "vitest";
import { preferences, savePreferences } from "./preferences";

afterEach(() => {
  vi.restoreAllMocks();
  localStorage.clear();
});

it("keeps choices from page to page", () => {
  expect(preferences()).toEqual({});
  savePreferences({ sound: true });
  savePreferences({ open: true });
  expect(preferences()).toMatchObject({ open: true, sound: true });
});

it("takes what another program wrote for nothing", () => {
  localStorage.setItem("beian-chat.choices", "{broken");
  expect(preferences()).toEqual({});
  localStorage.setItem("beian-chat.choices", "null");
  expect(preferences()).toEqual({});
});

it("works for the page where storage is blocked", () => {
  vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
    throw new DOMException("blocked", "SecurityError");
  });
  vi.spyOn(Storage.prototype, "getItem").mockImplementation(() => {
    throw new DOMException("blocked", "SecurityError");
  });
  savePreferences({ open: true });
  expect(preferences().open).toBe(true);
  savePreferences({ open: false });
  expect(preferences().open).toBe(false);
});
