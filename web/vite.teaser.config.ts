/** Builds the teaser, before the launcher: a small ES module with a hash in its name, loaded where
 * a page wants one. */

import { defineConfig } from "vite";
import { embedded } from "./vite.shared";

export default defineConfig({
  publicDir: false,
  css: embedded.css,
  build: {
    outDir: "dist",
    emptyOutDir: false,
    target: embedded.target,
    cssTarget: [...embedded.cssTarget],
    sourcemap: false,
    manifest: ".vite/teaser.json",
    modulePreload: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: { teaser: "src/launcher/teaser.ts" },
      preserveEntrySignatures: "strict",
      transform: embedded.transform,
      output: { format: "es", entryFileNames: "chat.[name].[hash].js" },
    },
  },
});
