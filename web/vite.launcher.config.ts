/** Builds widget.js, the script that pages embed: one plain script, after the chat module. */

import { readFileSync } from "node:fs";
import { defineConfig } from "vite";
import { embedded } from "./vite.shared";

const CHAT = "src/widget/mount.ts";

function json(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));
}

export default defineConfig(() => {
  const manifest = json("dist/.vite/manifest.json") as Record<string, { file: string }>;
  const chat = manifest[CHAT];
  if (!chat) {
    throw new Error(`dist/.vite/manifest.json lacks ${CHAT}: build vite.chat.config.ts first.`);
  }
  const { version } = json("package.json") as { version: string };
  return {
    publicDir: false as const,
    define: {
      __CHAT_FILE__: JSON.stringify(chat.file),
      __VERSION__: JSON.stringify(version),
    },
    css: embedded.css,
    build: {
      outDir: "dist",
      emptyOutDir: false,
      target: embedded.target,
      sourcemap: false,
      modulePreload: false as const,
      reportCompressedSize: false,
      rolldownOptions: {
        transform: embedded.transform,
        input: { widget: "src/launcher/main.ts" },
        output: { format: "iife" as const, entryFileNames: "[name].js" },
      },
    },
  };
});
