/** Builds the chat module: one ES module with a hash in its name, loaded on the first click. */

import { defineConfig } from "vite";
import { embedded, local, withVue } from "./vite.shared";

/** What the chat takes from src/natives/natives.ts wherever it says one of these names. */
const NATIVES = (
  "AbortController Array Blob CustomEvent Document DOMParser Element Error Event HTMLElement " +
  "HTMLStyleElement HTMLTemplateElement Intl JSON Map Math Node NodeFilter Number Object Promise " +
  "Proxy Reflect RegExp Set String SVGElement Symbol TextDecoder TypeError URL URLSearchParams " +
  "WeakMap WeakSet fetch"
).split(" ");

const natives = Object.fromEntries(
  NATIVES.map((name) => [name, [local("src/natives/natives.ts"), name] as [string, string]]),
);

/** Keeps DOMPurify from making itself of the page's window, before it is given what it shall use. */
const purifierWithoutWindow = {
  name: "purifier-without-window",
  transform: {
    filter: { id: /purify\.es\.mjs$/ },
    handler: (code: string) =>
      code.replace('typeof window === "undefined" ? null : window', "null"),
  },
};

export default defineConfig({
  ...withVue,
  plugins: [...withVue.plugins, purifierWithoutWindow],
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
      transform: { ...embedded.transform, inject: natives },
      output: {
        format: "es",
        entryFileNames: "[name].[hash].js",
        chunkFileNames: "chat.[name].[hash].js",
      },
    },
  },
});
