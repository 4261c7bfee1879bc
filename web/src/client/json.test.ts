import { afterEach, expect, it } from "vitest";
import { toJson } from "./json";

const built = Array.prototype as { toJSON?: () => string };

afterEach(() => {
  delete built.toJSON;
});

const VALUES = [
  null,
  'a "quoted" 备案\u2028',
  1.5,
  false,
  [],
  [1, [null, undefined], {}],
  { type: "hello", after: 3, left: undefined, list: [{ id: "a" }, { id: "b" }], none: null },
];

it("is what JSON.stringify makes", () => {
  for (const value of VALUES) {
    expect(toJson(value)).toBe(JSON.stringify(value));
  }
});

it("is not changed by a page that gives arrays a toJSON", () => {
  const right = VALUES.map((value) => JSON.stringify(value));
  built.toJSON = () => "[]";
  expect(VALUES.map((value) => toJson(value))).toEqual(right);
});
