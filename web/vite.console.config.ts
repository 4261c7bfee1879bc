/** Builds the agents' console, after the chat module: a page with hashed assets in dist/console. */

import { defineConfig } from "vite";
import { local, withVue } from "./vite.shared";

export default defineConfig({
  ...withVue,
  root: local("src/console"),
  base: "/console/",
  publicDir: false,
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
