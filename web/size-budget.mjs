// Checks what `npm run build` made against its budget: what a page pays before the chat
// is opened, what opening it loads, that a strict Content-Security-Policy allows all of it, and
// that the oldest browsers named in docs/embedding.md can run it.

import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const DIST = new URL("dist/", import.meta.url);
const CHAT = "src/widget/mount.ts";
const CARD = "src/components/message-card/MessageCard.vue";
const FILES = "src/files/index.ts";
const FORBIDDEN = [
  { what: "eval", pattern: /(?<![\w$.])eval\s*\(/ },
  { what: "a function made from text", pattern: /(?<![\w$])(?:new\s+)?Function\s*\(/ },
  { what: "a timer with text", pattern: /set(?:Timeout|Interval)\s*\(\s*["'`]/ },
  {
    what: "something that Chrome 88 and Safari 14.1 lack",
    pattern: /\.at\(|\.findLast\(|structuredClone\(|Object\.hasOwn\(|\(\?<[=!]/,
  },
  { what: "an inline style in HTML", pattern: /<[a-z]+ [^>`"']*\bstyle=["'][^"']/ },
];

const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", DIST), "utf8"));

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

/** The files of a module that is loaded on demand, beside those that are there by then. */
function onDemand(name) {
  return [...new Set(filesOf(name))].filter((file) => !opened.includes(file));
}

const budgets = [
  { what: "before the chat is opened", limitKb: 6, files: ["widget.js"] },
  { what: "loaded when it is opened", limitKb: 130, files: opened },
  { what: "loaded with the first card", limitKb: 8, files: onDemand(CARD) },
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
