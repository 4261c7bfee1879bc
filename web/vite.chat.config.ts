/** Builds the chat module: one ES module with a hash in its name, loaded on the first click. */

import { defineConfig } from "vite";
import { embedded, withVue } from "./vite.shared";

export default defineConfig({
  ...withVue,
  // src/widget/i18n.ts has a compiler of its own.
  define: { ...withVue.define, __INTLIFY_DROP_MESSAGE_COMPILER__: true },
  publicDir: false,
  css: embedded.css,
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: embedded.target,
    cssTarget: [...embedded.cssTarget],
    sourcemap: false,
    // Where vite.launcher.config.ts reads the hashed name.
    manifest: true,
    modulePreload: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: { chat: "src/widget/mount.ts" },
      // Chunks that are loaded on demand import what they share from the module itself.
      preserveEntrySignatures: "allow-extension",
      transform: embedded.transform,
      output: {
        format: "es",
        entryFileNames: "[name].[hash].js",
        chunkFileNames: "chat.[name].[hash].js",
      },
    },
  },
});
