/** Builds the agents' console, after the chat module: a page with hashed assets in dist/console. */

import { fileURLToPath } from "node:url";
import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";

function local(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}

export default defineConfig({
  root: local("src/console"),
  base: "/console/",
  plugins: [vue()],
  publicDir: false,
  resolve: {
    alias: [{ find: /^entities$/, replacement: local("src/widget/character-references.ts") }],
  },
  define: {
    __VUE_OPTIONS_API__: false,
    __VUE_PROD_DEVTOOLS__: false,
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: false,
    __VUE_I18N_FULL_INSTALL__: false,
    __VUE_I18N_LEGACY_API__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
    // The texts are compiled in the browser, to closures: no eval.
    __INTLIFY_DROP_MESSAGE_COMPILER__: false,
  },
  build: {
    outDir: local("dist/console"),
    emptyOutDir: true,
    target: "es2022",
    sourcemap: false,
    // Data URLs are more than a strict Content-Security-Policy allows.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 700,
  },
});
