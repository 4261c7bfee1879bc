/** Every folder of the console's components is gone over, so that none can miss a check. */

import { flushPromises, type VueWrapper } from "@vue/test-utils";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Component } from "vue";

import {
  accessible,
  checkPunctuation,
  checkWords,
  keysOf,
  TAG,
  textsOf,
  wordsOf,
} from "../components/testing/shared-checks";
import type { FolderTexts } from "../components/texts";
import { examples } from "./testing/examples";
import { Room, windowOf } from "./testing/mounted";
import { texts as allTexts } from "./texts";

const components = import.meta.glob<Component>("./components/*/*.vue", {
  import: "default",
  eager: true,
});
const sources = import.meta.glob<string>("./components/*/*.{vue,ts}", {
  query: "?raw",
  import: "default",
  eager: true,
});
const texts = import.meta.glob<FolderTexts>("./components/*/texts.ts", {
  import: "texts",
  eager: true,
});
const styles = Object.keys(import.meta.glob("./components/*/*.css", { query: "?raw" }));
const folders = [...new Set(Object.keys(components).map((path) => path.split("/")[2] ?? ""))];
const used = [
  ...Object.entries(sources)
    .filter(([path]) => !path.endsWith("texts.ts"))
    .map(([, source]) => source),
  ...Object.values(
    import.meta.glob<string>("./*.ts", { query: "?raw", import: "default", eager: true }),
  ),
].join("\n");

const pascal = (folder: string) => folder.replace(/(?:^|-)(.)/g, (_, c: string) => c.toUpperCase());

windowOf({ width: 1600 });
let room: Room | undefined;
afterEach(() => room?.leave());

it("finds the components, and has an example of each", () => {
  expect(folders.length).toBeGreaterThan(20);
  expect(Object.keys(examples).sort()).toEqual([...folders].sort());
});

it("has Chinese punctuation in Chinese texts", () => {
  textsOf(allTexts.zh).forEach(checkPunctuation);
});

it.each(Object.keys(components).filter((path) => sources[path]?.includes("useReading(")))(
  "%s says that it reads, while nothing is there yet",
  async (path) => {
    room = new Room();
    await room.signIn();
    const wrapper = room.mount(components[path]!, {}, "en");
    expect(wrapper.get("[role=status].desk-loading").text()).toBe("Reading…");
    await vi.waitFor(() => expect(wrapper.find(".desk-loading").exists()).toBe(false));
  },
);

describe.each(folders)("%s", (folder) => {
  it("has its component, style sheet where it needs one, and texts", () => {
    expect(components[`./components/${folder}/${pascal(folder)}.vue`]).toBeDefined();
    expect(styles).toContain(`./components/${folder}/${folder}.css`);
    expect(Object.keys(texts)).toContain(`./components/${folder}/texts.ts`);
  });

  it("has nothing that a strict Content-Security-Policy refuses", () => {
    for (const [path, source] of Object.entries(sources)) {
      if (path.startsWith(`./components/${folder}/`)) {
        expect(source).not.toMatch(/<style|\sstyle="|v-html/);
      }
    }
  });

  it("has the same texts in both languages, and uses all", () => {
    const { zh, en } = texts[`./components/${folder}/texts.ts`] as FolderTexts;
    expect(keysOf(zh)).toEqual(keysOf(en));
    for (const key of Object.keys(zh)) {
      const composed = new RegExp(`${folder}\\.\\$\\{|${folder}\\.${key}\\b`);
      expect(used, `${folder}.${key} is used`).toMatch(composed);
    }
  });

  it.each((examples[folder] ?? []).map((props, index) => ({ props, index })))(
    "example $index is accessible and translated",
    async ({ props }) => {
      for (const locale of ["zh", "en"] as const) {
        room = new Room();
        await room.signIn();
        await room.desk.show({ conversation: "conv-0003" });
        if (folder === "sign-in") {
          await room.desk.signOut();
        }
        room.mount(components[`./components/${folder}/${pascal(folder)}.vue`]!, props, locale);
        await flushPromises();
        // What is shown in a dialog or a drawer stands beside the component.
        await accessible({ element: document.body } as unknown as VueWrapper);
        for (const words of wordsOf(document.body, TAG[locale])) {
          checkWords(words, locale);
          for (const name of Object.keys(allTexts[locale])) {
            expect(words).not.toContain(`${name}.`);
          }
        }
        room.leave();
        document.body.replaceChildren();
      }
    },
  );
});
