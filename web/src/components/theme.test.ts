// @vitest-environment node
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

// Vitest leaves imported style sheets empty.
const sheets = ["./theme.css", "./panel-theme.css"].map((name) =>
  readFileSync(new URL(name, import.meta.url), "utf8"),
);

/** The blocks in their order: light, dark by attribute, dark by the system's wish. */
const [light, dark, darkBySystem] = [0, 1, 2].map((place) => {
  const blocks = sheets.map((css) => [...css.matchAll(/:host[^{]*\{([^}]*)\}/g)][place]?.[1]);
  const set = blocks.join("").matchAll(/(--beian-[\w-]+):\s*([^;]+);/g);
  return new Map([...set].map((m) => [m[1], m[2]]));
});

function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
}

/** WCAG 2.2, "contrast ratio". */
function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
}

const TEXT = [
  ["text", "surface"],
  ["text", "surface-raised"],
  ["text", "bubble-other"],
  ["muted", "surface"],
  ["muted", "surface-raised"],
  ["muted", "bubble-other"],
  ["accent-text", "accent"],
  ["bubble-own-text", "bubble-own"],
  ["bubble-other-text", "bubble-other"],
  ["link", "surface"],
  ["link", "bubble-other"],
  ["danger", "surface"],
  ["notice-text", "notice"],
];
const CONTROLS = [
  ["control-border", "surface"],
  ["accent", "surface"],
  ["focus", "surface"],
  ["focus", "bubble-other"],
];

describe.each([
  ["light", light],
  ["dark", dark],
])("%s colours", (_, palette) => {
  const colour = (name: string | undefined) => palette?.get(`--beian-${name}`) ?? "missing";

  it.each(TEXT)("%s on %s can be read", (one, other) => {
    expect(contrast(colour(one), colour(other))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(CONTROLS)("%s on %s can be seen", (one, other) => {
    expect(contrast(colour(one), colour(other))).toBeGreaterThanOrEqual(3);
  });
});

it("is as dark by the system's wish as by attribute", () => {
  expect(dark?.size).toBeGreaterThan(15);
  expect(darkBySystem).toEqual(dark);
});
