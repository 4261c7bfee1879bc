/** Builds widget.js, the script that pages embed: one plain script, after the chat module. */

import { readFileSync } from "node:fs";
import { defineConfig } from "vite";

const CHAT = "src/widget/mount.ts";

function json(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));
}

/** Features.LightDark of the package lightningcss, which comes with Vite. */
const LIGHT_DARK = 1 << 20;

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
    // The style sheets know light and dark by themselves: without its light-dark() substitute.
    css: { lightningcss: { exclude: LIGHT_DARK } },
    build: {
      outDir: "dist",
      emptyOutDir: false,
      target: "es2020",
      sourcemap: false,
      modulePreload: false as const,
      reportCompressedSize: false,
      rolldownOptions: {
        // Fields of classes become plain assignments, which are smaller.
        transform: {
          assumptions: { setPublicClassFields: true },
          typescript: { removeClassFieldsWithoutInitializer: true },
        },
        input: { widget: "src/launcher/main.ts" },
        output: { format: "iife" as const, entryFileNames: "[name].js" },
      },
    },
  };
});
