/** Builds the chat module: one ES module with a hash in its name, loaded on the first click. */

import { defineConfig } from "vite";
import { embedded, local, withVue } from "./vite.shared";

/** What the chat takes from src/natives/natives.ts wherever it says one of these names. */
const NATIVES = (
  "AbortController Array Blob CustomEvent Document DOMParser Element Error Event HTMLElement " +
  "HTMLStyleElement HTMLTemplateElement Intl JSON Map Math Node NodeFilter Number Object Promise " +
  "Proxy Reflect RegExp Set String SVGElement Symbol TextDecoder TypeError URL URLSearchParams " +
  "WeakMap WeakSet boundNatively fetch"
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

const BINDS = /((?:this|[A-Za-z_$][\w$]*)(?:\.[\w$]+|\[[\w$]+\])*)\.bind\(/g;
const LOOP = "for (var name in all)";
const LOOP_OF_OWN = "for (var name of Object.keys(all))";

/** Has functions bound by the browser's own `bind`, and modules that are used as objects hold their
 * own names alone: pages add some to all objects. */
const keepingOut = {
  name: "keeping-out",
  enforce: "post" as const,
  transform: {
    filter: { id: { exclude: /natives\.ts$/ }, code: /\.bind\(|name in all/ },
    handler: (code: string) => code.replace(BINDS, "boundNatively($1, ").replace(LOOP, LOOP_OF_OWN),
  },
  renderChunk: (code: string) => code.replace(LOOP, LOOP_OF_OWN),
};

export default defineConfig({
  ...withVue,
  plugins: [...withVue.plugins, purifierWithoutWindow, keepingOut],
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
