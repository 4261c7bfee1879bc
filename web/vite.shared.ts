/** What the builds of the web pages share. */

import { fileURLToPath } from "node:url";
import vue from "@vitejs/plugin-vue";
import type { UserConfig } from "vite";

/** Features.LightDark of the package lightningcss, which comes with Vite. */
const LIGHT_DARK = 1 << 20;

/** A path of this folder. */
export function local(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}

/** For scripts that run in any page: the browsers that docs/embedding.md names and older ones, and
 * style sheets in a shadow root. oldest-browsers.mjs checks that nothing newer is called. */
export const embedded = {
  // The style sheets know light and dark by themselves: without its light-dark() substitute.
  css: { lightningcss: { exclude: LIGHT_DARK } },
  target: "es2020",
  cssTarget: ["chrome88", "edge88", "firefox90", "safari14.1"],
  // Fields of classes become plain assignments, which are smaller.
  transform: {
    assumptions: { setPublicClassFields: true },
    typescript: { removeClassFieldsWithoutInitializer: true },
  },
} as const;

/** For pages drawn by Vue. */
export const withVue = {
  plugins: [vue()],
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
    // The console's texts are compiled in the browser, to closures: no eval.
    __INTLIFY_DROP_MESSAGE_COMPILER__: false,
  },
} satisfies UserConfig;
