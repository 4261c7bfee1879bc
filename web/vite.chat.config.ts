/** Builds the chat module: one ES module with a hash in its name, loaded on the first click. */

import { defineConfig } from "vite";
import { embedded, withVue } from "./vite.shared";

export default defineConfig({
  ...withVue,
  publicDir: false,
  css: embedded.css,
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: embedded.target,
    sourcemap: false,
    // Where vite.launcher.config.ts reads the hashed name.
    manifest: true,
    modulePreload: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: { chat: "src/widget/mount.ts" },
      // What is loaded on demand imports from the entry itself.
      preserveEntrySignatures: "allow-extension",
      transform: embedded.transform,
      output: {
        format: "es",
        entryFileNames: "[name].[hash].js",
        chunkFileNames: "[name].[hash].js",
      },
    },
  },
});
