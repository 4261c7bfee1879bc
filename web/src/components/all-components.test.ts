/** Every folder of components/ is gone over, so that none can miss a shared check. */

import { afterEach, describe, expect, it } from "vitest";
import type { Component } from "vue";

import { examples } from "./testing/examples";
import { accessible, checkWords, keysOf, mounted, translated } from "./testing/shared-checks";
import type { FolderTexts } from "./texts";

/** By the path from a folder on, wherever the folder lies. */
function byFolder<Found>(found: Record<string, Found>): Record<string, Found> {
  return Object.fromEntries(
    Object.entries(found).map(([path, one]) => [path.replace("./on-demand/", "./"), one]),
  );
}

const components = byFolder(
  import.meta.glob<Component>(["./*/*.vue", "./on-demand/*/*.vue"], {
    import: "default",
    eager: true,
  }),
);
const sources = byFolder(
  import.meta.glob<string>(["./*/*.vue", "./on-demand/*/*.vue"], {
    query: "?raw",
    import: "default",
    eager: true,
  }),
);
const texts = byFolder(
  import.meta.glob<FolderTexts>(["./*/texts.ts", "./on-demand/*/texts.ts"], {
    import: "texts",
    eager: true,
  }),
);
const styles = Object.keys(
  byFolder(import.meta.glob(["./*/*.css", "./on-demand/*/*.css"], { query: "?raw" })),
);
const tests = Object.keys(byFolder(import.meta.glob(["./*/*.test.ts", "./on-demand/*/*.test.ts"])));
const folders = [...new Set(Object.keys(components).map((path) => path.split("/")[1] ?? ""))];

const pascal = (folder: string) => folder.replace(/(?:^|-)(.)/g, (_, c: string) => c.toUpperCase());

afterEach(() => document.body.replaceChildren());

it("finds the components", () => {
  expect(folders.length).toBeGreaterThan(8);
  expect(Object.keys(examples).sort()).toEqual([...folders].sort());
});

describe.each(folders)("%s", (folder) => {
  const component = components[`./${folder}/${pascal(folder)}.vue`];
  const given = examples[folder] ?? [];

  it("has its component, style sheet, texts and test", () => {
    expect(component).toBeDefined();
    expect(given.length).toBeGreaterThan(0);
    expect(styles).toContain(`./${folder}/${folder}.css`);
    expect(Object.keys(texts)).toContain(`./${folder}/texts.ts`);
    expect(tests).toContain(`./${folder}/${pascal(folder)}.test.ts`);
  });

  it("has no style of its own in the page, which strict hosts refuse", () => {
    for (const [path, source] of Object.entries(sources)) {
      if (path.startsWith(`./${folder}/`)) {
        expect(source).not.toMatch(/<style|\sstyle="|v-html/);
      }
    }
  });

  it("has the same texts in both languages", () => {
    const { zh, en } = texts[`./${folder}/texts.ts`] as FolderTexts;
    expect(keysOf(zh)).toEqual(keysOf(en));
    for (const key of Object.keys(zh)) {
      const used = Object.entries(sources).some(
        ([path, source]) =>
          path.startsWith(`./${folder}/`) &&
          (source.includes(`${folder}.${key}`) || source.includes(`"${key}"`)),
      );
      expect(used, `${folder}.${key} is used`).toBe(true);
    }
  });

  it.each(given.map((props, index) => ({ props, index })))(
    "example $index is accessible and translated",
    async ({ props }) => {
      for (const locale of ["zh", "en"] as const) {
        const wrapper = mounted(component as Component, { ...props, locale }, locale);
        await accessible(wrapper);
        wrapper.unmount();
      }
      translated(component as Component, props);
    },
  );
});

describe("the checks themselves", () => {
  it("refuse a button without a name", async () => {
    const nameless = mounted({ template: "<div><button></button></div>" }, {});
    await expect(accessible(nameless)).rejects.toThrow("button-name");
  });

  it("refuse words in the other language, keys, and missing texts", () => {
    expect(() => checkWords("发送 now please", "zh")).toThrow("not in zh");
    expect(() => checkWords("Send 消息", "en")).toThrow("not in en");
    expect(() => checkWords("chat-menu.open", "en")).toThrow("key");
    expect(() => mounted({ template: "<p>{{ $t('no.such') }}</p>" }, {})).toThrow("no.such");
  });
});
