/** Builds widget.js, the script that pages embed: one plain script, after the chat module. */

import { readFileSync } from "node:fs";
import { defineConfig } from "vite";
import { embedded } from "./vite.shared";

function json(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));
}

/** Return the hashed name under which another config has built a module. */
function built(module: string, manifest: string): string {
  const found = (json(`dist/.vite/${manifest}`) as Record<string, { file: string }>)[module];
  if (!found) {
    throw new Error(`dist/.vite/${manifest} lacks ${module}: build the other configs first.`);
  }
  return JSON.stringify(found.file);
}

export default defineConfig(() => {
  const { version } = json("package.json") as { version: string };
  return {
    publicDir: false as const,
    define: {
      __CHAT_FILE__: built("src/widget/mount.ts", "manifest.json"),
      __TEASER_FILE__: built("src/launcher/teaser.ts", "teaser.json"),
      __VERSION__: JSON.stringify(version),
    },
    css: embedded.css,
    build: {
      outDir: "dist",
      emptyOutDir: false,
      target: embedded.target,
      cssTarget: [...embedded.cssTarget],
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
