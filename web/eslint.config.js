/** What the code is held to besides the compiler. Prettier alone decides how it is laid out. */

import js from "@eslint/js";
import { defineConfigWithVueTs, vueTsConfigs } from "@vue/eslint-config-typescript";
import prettier from "eslint-config-prettier/flat";
import vue from "eslint-plugin-vue";
import accessibility from "eslint-plugin-vuejs-accessibility";
import { globalIgnores } from "eslint/config";
import globals from "globals";

export default [
  ...defineConfigWithVueTs(
    globalIgnores(["dist/", "src/generated/"]),
    { linterOptions: { reportUnusedDisableDirectives: "error" } },
    js.configs.recommended,
    vue.configs["flat/recommended"],
    accessibility.configs["flat/recommended"],
    vueTsConfigs.recommendedTypeChecked,
    prettier,
    {
      rules: {
        curly: "error",
        eqeqeq: "error",
        "no-restricted-syntax": [
          "error",
          {
            selector:
              ":matches(PropertyDefinition, MethodDefinition, TSParameterProperty)[accessibility]",
            message: "A member is public, or private as #name.",
          },
        ],
        "vue/component-api-style": ["error", ["script-setup"]],
        // A label belongs to a field that it contains or that it names by its id.
        "vuejs-accessibility/label-has-for": ["error", { required: { some: ["nesting", "id"] } }],
      },
    },
    {
      files: ["**/*.{ts,vue}"],
      rules: {
        "@typescript-eslint/consistent-type-imports": "error",
        // `const { unwanted: _, ...rest }` is how a property is left out.
        "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true }],
      },
    },
    { files: ["*.{js,mjs}"], languageOptions: { globals: globals.node } },
  ),
  {
    // The preset for Vue leaves these out, because ESLint does not know the types of .vue files.
    // The folders that have none are checked.
    files: ["src/{client,launcher}/**/*.ts"],
    rules: {
      "@typescript-eslint/no-unsafe-argument": "error",
      "@typescript-eslint/no-unsafe-assignment": "error",
      "@typescript-eslint/no-unsafe-call": "error",
      "@typescript-eslint/no-unsafe-member-access": "error",
      "@typescript-eslint/no-unsafe-return": "error",
    },
  },
];
