/** Builds the small applications of src/wrappers/apps/, which tests open in a browser, with the
 * wrappers as they were built. `--outDir` says where to. */

import { defineConfig } from "vite";
import { local } from "./vite.shared";

export default defineConfig({
  publicDir: false,
  define: {
    "process.env.NODE_ENV": JSON.stringify("production"),
    __VUE_OPTIONS_API__: false,
    __VUE_PROD_DEVTOOLS__: false,
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: false,
  },
  resolve: {
    alias: [{ find: /^\.\.\/(vue|react)$/, replacement: local("dist/packages/$1/index.js") }],
  },
  build: {
    emptyOutDir: true,
    modulePreload: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: { vue: "src/wrappers/apps/vue.ts", react: "src/wrappers/apps/react.ts" },
      output: { entryFileNames: "[name].js", chunkFileNames: "[name].js" },
    },
  },
});
