// Checks that what `npm run build` made for pages runs in the oldest browsers that
// docs/embedding.md names: no syntax, method or API that one of them lacks.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import css from "@eslint/css";
import { ESLint } from "eslint";
import compat from "eslint-plugin-compat";
import es from "eslint-plugin-es-x";

/** Chromes stand for the web views of Android and WeChat, too. */
const OLDEST = ["chrome 88", "edge 88", "firefox 90", "safari 14.1", "ios_saf 14.5"];

/** What is used only where it is there, which a linter can't see. */
const ASKED_FOR_FIRST = ["Notification", "createImageBitmap", "document.fullscreenElement"];
/** Vue offers them for arrays of browsers that have them. */
const OF_VUE = /toReversed|toSorted|toSpliced/;

/** Methods of arrays have the same names; that an iterator is none, TypeScript checks. */
const OF_ITERATORS = /^es-x\/no-iterator-prototype-/;

/** Properties that old browsers do without: they are ornaments, or have another before them. */
const ORNAMENTS = [
  "accent-color",
  "border-end-end-radius",
  "border-end-start-radius",
  "color-scheme",
  "contain-intrinsic-size",
  "container-type",
  "content-visibility",
  "outline",
  "overflow-wrap",
  "overscroll-behavior",
  "resize",
  "scroll-behavior",
  "text-size-adjust",
  "zoom",
];
/** What the oldest browsers have, although not all browsers of that year had it, or do without:
 * `focus-visible` and `color-mix` have a substitute beside them, and in no `container` is more room. */
const HAD = {
  allowAtRules: ["container"],
  allowFunctions: ["color-mix"],
  allowMediaConditions: ["forced-colors"],
  allowProperties: [
    "inset",
    "inset-block-end",
    "inset-inline-start",
    "margin-inline",
    "padding-inline",
  ],
  allowSelectors: ["backdrop", "focus-visible", "is", "where"],
  allowPropertyValues: { "overflow-wrap": ["anywhere"], "font-family": ["ui-monospace"] },
};

/** Return the findings for files of this folder. */
function linted(files, ...overrideConfig) {
  const eslint = new ESLint({
    cwd: fileURLToPath(new URL(".", import.meta.url)),
    overrideConfigFile: true,
    ignore: false,
    allowInlineConfig: false,
    overrideConfig,
  });
  return eslint.lintFiles(files);
}

const scripts = await linted(
  ["dist/*.js"],
  compat.configs["flat/recommended"],
  es.configs["flat/restrict-to-es2020"],
  { settings: { browsers: OLDEST, polyfills: ASKED_FOR_FIRST, "es-x": { aggressive: true } } },
);
// The build writes for old browsers what it can; this is about the rest.
const styles = await linted(["src/{launcher,widget,components,files}/**/*.css"], {
  files: ["**/*.css"],
  plugins: { css },
  language: "css/css",
  rules: {
    "css/use-baseline": [
      "error",
      { available: 2020, ...HAD, allowProperties: [...ORNAMENTS, ...HAD.allowProperties] },
    ],
  },
});

/** Return whether a message is about a method that is called; a property may be anything's. */
function isCall({ endLine, endColumn }, lines) {
  return lines[endLine - 1]?.[endColumn - 1] === "(";
}

/** Return whether it is only by its name that something looks like a newer method. */
function isNamesake(found, lines) {
  const { ruleId, message } = found;
  return (
    ruleId?.includes("-prototype-") &&
    (OF_ITERATORS.test(ruleId) || OF_VUE.test(message) || !isCall(found, lines))
  );
}

const faults = [];
for (const { filePath, messages } of [...scripts, ...styles]) {
  const lines = readFileSync(filePath, "utf8").split("\n");
  for (const found of messages.filter((one) => !isNamesake(one, lines))) {
    const { line, column, message } = found;
    const code = lines[line - 1].slice(column - 1, column + 59);
    faults.push(`${filePath}:${line}:${column} ${message} ${code}`);
  }
}
faults.forEach((fault) => console.error(fault));
process.exitCode = faults.length > 0 ? 1 : 0;
