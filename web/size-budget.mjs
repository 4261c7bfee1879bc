// Checks what `npm run build` made against its budget: what a page pays before the chat
// is opened, what opening it loads, and that a strict Content-Security-Policy allows all of it.
// oldest-browsers.mjs checks that old browsers can run it.

import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const DIST = new URL("dist/", import.meta.url);
const CHAT = "src/widget/mount.ts";
const CARD = "src/components/on-demand/message-card/MessageCard.vue";
const CHECKLIST = "src/components/on-demand/checklist-card/ChecklistCard.vue";
const HISTORY = "src/components/on-demand/account-history/AccountHistory.vue";
const LATER = [
  "src/components/on-demand/end-rating/EndRating.vue",
  "src/components/on-demand/feedback-form/FeedbackForm.vue",
  "src/widget/transcript-file.ts",
];
const TEASER = "src/launcher/teaser.ts";
const TRADITIONAL = "src/widget/traditional.ts";
const FILES = "src/files/index.ts";
const FORBIDDEN = [
  { what: "eval", pattern: /(?<![\w$.])eval\s*\(/ },
  { what: "a function made from text", pattern: /(?<![\w$])(?:new\s+)?Function\s*\(/ },
  { what: "a timer with text", pattern: /set(?:Timeout|Interval)\s*\(\s*["'`]/ },
  { what: "a lookbehind, which Safari 14.1 lacks", pattern: /\(\?<[=!]/ },
  { what: "an inline style in HTML", pattern: /<[a-z]+ [^>`"']*\bstyle=["'][^"']/ },
];

const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", DIST), "utf8"));
const teaser = JSON.parse(readFileSync(new URL(".vite/teaser.json", DIST), "utf8"));

/** The files of a module of the manifest and of all that it imports at once. */
function filesOf(name, seen = new Set()) {
  if (seen.has(name)) {
    return [];
  }
  seen.add(name);
  const { file, css = [], imports = [] } = manifest[name];
  const others = imports.flatMap((other) => filesOf(other, seen));
  return [file, ...css, ...others];
}

const opened = [...new Set(filesOf(CHAT))];

/** The files of modules that are loaded on demand, beside those that are there by then. */
function onDemand(...names) {
  const files = names.flatMap((name) => filesOf(name));
  return [...new Set(files)].filter((file) => !opened.includes(file));
}

const budgets = [
  { what: "before the chat is opened", limitKb: 6, files: ["widget.js"] },
  { what: "loaded with a teaser", limitKb: 2, files: [teaser[TEASER].file] },
  { what: "loaded when it is opened", limitKb: 130, files: opened },
  { what: "loaded once the visitor has written", limitKb: 8, files: onDemand(...LATER) },
  { what: "loaded with the first card", limitKb: 8, files: onDemand(CARD) },
  { what: "loaded with the first checklist", limitKb: 8, files: onDemand(CHECKLIST) },
  { what: "loaded with the list of conversations", limitKb: 4, files: onDemand(HISTORY) },
  { what: "loaded for Traditional characters", limitKb: 2, files: onDemand(TRADITIONAL) },
  { what: "loaded with the first file", limitKb: 10, files: onDemand(FILES) },
];
const faults = [];

for (const { what, limitKb, files } of budgets) {
  let bytes = 0;
  for (const name of files) {
    const content = readFileSync(new URL(name, DIST));
    bytes += gzipSync(content, { level: 9 }).length;
    for (const { what: forbidden, pattern } of FORBIDDEN) {
      const found = pattern.exec(content.toString("utf8"));
      if (found) {
        faults.push(`${name} has ${forbidden} at ${found.index}: ${found[0].slice(0, 60)}`);
      }
    }
  }
  const kb = (bytes / 1024).toFixed(1);
  console.log(`${kb.padStart(6)} KB gzip of ${limitKb} KB ${what} (${files.join(", ")})`);
  if (bytes > limitKb * 1024) {
    faults.push(`${kb} KB ${what}: the budget is ${limitKb} KB.`);
  }
}

faults.forEach((fault) => console.error(fault));
process.exitCode = faults.length > 0 ? 1 : 0;
