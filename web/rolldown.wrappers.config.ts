/** Builds the typed wrappers as packages of their own: dist/packages/vue and dist/packages/react. */

import { readFileSync } from "node:fs";
import { defineConfig, type Plugin } from "rolldown";
import { dts } from "rolldown-plugin-dts";

/** The versions of the framework that a wrapper runs with. */
const PEERS = { vue: "^3.3.0", react: ">=18" };

/** Put package.json beside the code. */
function manifest(framework: keyof typeof PEERS): Plugin {
  const path = new URL("package.json", import.meta.url);
  const ours = JSON.parse(readFileSync(path, "utf8")) as { version: string; license: string };
  const described = {
    name: `beian-chat-${framework}`,
    version: ours.version,
    license: ours.license,
    type: "module",
    sideEffects: false,
    main: "./index.js",
    types: "./index.d.ts",
    exports: { ".": { types: "./index.d.ts", default: "./index.js" } },
    peerDependencies: { [framework]: PEERS[framework] },
  };
  return {
    name: "package-json",
    generateBundle() {
      const source = `${JSON.stringify(described, null, 2)}\n`;
      this.emitFile({ type: "asset", fileName: "package.json", source });
    },
  };
}

export default defineConfig(
  (["vue", "react"] as const).map((framework) => ({
    input: { index: `src/wrappers/${framework}.ts` },
    external: Object.keys(PEERS),
    plugins: [dts({ tsconfig: "tsconfig.json" }), manifest(framework)],
    transform: { target: "es2020" },
    output: { dir: `dist/packages/${framework}`, format: "es" as const },
  })),
);
