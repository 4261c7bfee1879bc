// @vitest-environment node
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

// Vitest leaves imported style sheets empty.
const css = readFileSync(new URL("./theme.css", import.meta.url), "utf8");
const blockOf = (selector: string) => new RegExp(`${selector} \\{([^}]*)\\}`).exec(css)?.[1] ?? "";
const colours = (block: string) =>
  new Map([...block.matchAll(/--([\w-]+):\s*(#\w{6});/g)].map((m) => [m[1]!, m[2]!]));
const light = colours(blockOf(":root"));
const dark = new Map([...light, ...colours(blockOf("html.dark"))]);

function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

/** WCAG 2.2, "contrast ratio". */
function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high! + 0.05) / (low! + 0.05);
}

const TEXT: [string, string[]][] = [
  [
    "desk-text",
    [
      "desk-canvas",
      "desk-surface",
      "desk-hover",
      "desk-bubble",
      "desk-own",
      "desk-primary-surface",
    ],
  ],
  [
    "desk-muted",
    ["desk-canvas", "desk-surface", "desk-raised", "desk-hover", "desk-primary-surface"],
  ],
  [
    "desk-link",
    [
      "desk-surface",
      "desk-canvas",
      "desk-bubble",
      "desk-own",
      "desk-raised",
      "desk-primary-surface",
    ],
  ],
  ["desk-danger", ["desk-surface", "desk-danger-surface", "desk-hover"]],
  ["desk-warning", ["desk-warning-surface"]],
  ["desk-success", ["desk-success-surface"]],
  ["desk-note-text", ["desk-note", "desk-surface"]],
  ["desk-on-primary", ["el-color-primary", "el-color-primary-light-3", "el-color-primary-dark-2"]],
  ["el-text-color-regular", ["desk-surface"]],
  ["el-text-color-placeholder", ["desk-surface"]],
  ["el-color-primary", ["desk-surface", "el-color-primary-light-9"]],
];
const CONTROLS: [string, string[]][] = [
  ["desk-control-border", ["desk-surface"]],
  ["el-border-color", ["desk-surface"]],
  ["el-color-primary", ["desk-canvas"]],
  ["desk-focus", ["desk-surface", "desk-canvas", "desk-primary-surface"]],
];
const pairs = (list: [string, string[]][]) =>
  list.flatMap(([one, others]) => others.map((other) => [one, other] as const));

describe.each([
  ["light", light],
  ["dark", dark],
] as const)("%s colours", (_, palette) => {
  it.each(pairs(TEXT))("%s on %s can be read", (one, other) => {
    expect(contrast(palette.get(one)!, palette.get(other)!)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(pairs(CONTROLS))("%s on %s can be seen", (one, other) => {
    expect(contrast(palette.get(one)!, palette.get(other)!)).toBeGreaterThanOrEqual(3);
  });
});
