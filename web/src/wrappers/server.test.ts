// @vitest-environment node
/** The wrappers on a server, where there is no page. */

import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { createSSRApp, h } from "vue";
import { renderToString } from "vue/server-renderer";
import { expect, it } from "vitest";
import { BeianChat as ReactChat, useBeianChat as useInReact } from "./react";
import { BeianChat as VueChat, useBeianChat as useInVue } from "./vue";

const TAG = { desk: "https://chat.example.cn", identity: "token", language: "zh" } as const;

it("Vue renders nothing, and calls go nowhere", async () => {
  const app = createSSRApp({
    setup() {
      useInVue().open();
      return () => h("main", [h(VueChat, { ...TAG, onReady: () => undefined })]);
    },
  });
  expect(await renderToString(app)).toBe("<main><!----></main>");
});

it("React renders nothing, and calls go nowhere", () => {
  function App() {
    useInReact().open();
    return createElement("main", null, createElement(ReactChat, { ...TAG, onReady: () => 0 }));
  }
  expect(renderToStaticMarkup(createElement(App))).toBe("<main></main>");
});
