/** Builds the chat module: one ES module with a hash in its name, loaded on the first click. */

import { fileURLToPath } from "node:url";
import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";

/** Features.LightDark of the package lightningcss, which comes with Vite. */
const LIGHT_DARK = 1 << 20;

function local(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}

export default defineConfig({
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
  // The style sheets know light and dark by themselves: without its light-dark() substitute.
  css: { lightningcss: { exclude: LIGHT_DARK } },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2020",
    sourcemap: false,
    // Where vite.launcher.config.ts reads the hashed name.
    manifest: true,
    modulePreload: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: { chat: "src/widget/mount.ts" },
      preserveEntrySignatures: "strict",
      // Fields of classes become plain assignments, which are smaller.
      transform: {
        assumptions: { setPublicClassFields: true },
        typescript: { removeClassFieldsWithoutInitializer: true },
      },
      output: {
        format: "es",
        entryFileNames: "[name].[hash].js",
        codeSplitting: false,
      },
    },
  },
});
