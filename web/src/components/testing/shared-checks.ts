/** Checks that every component must pass, and how tests mount one. */

import { mount, type VueWrapper } from "@vue/test-utils";
import axe from "axe-core";
import { vi } from "vitest";
import type { Component } from "vue";
import { createI18n } from "vue-i18n";

import type { Language } from "../../client/protocol";
import { compileText } from "../../widget/i18n";
import { type Texts, texts } from "../texts";

const ENGLISH_SENTENCE = /[A-Za-z]{2,}(?:[ ,]+[A-Za-z']{2,})+/;
const HAN = /\p{Script=Han}/u;
/** Western punctuation in a Chinese sentence, or a space within it after Chinese
 * punctuation. A name of a file may have a point. */
const ODD_PUNCTUATION = /\p{Script=Han}[.,:;!?](?!\w)|[：，。、；！？] (?=\S)/u;
const FOLDERS = Object.keys(import.meta.glob(["../*/texts.ts", "../on-demand/*/texts.ts"])).map(
  (path) => path.split("/").at(-2),
);
export const TAG: Record<Language, string> = { zh: "zh-CN", en: "en" };

/** Mount a component in a page as the widget does. Throws if a text is missing. */
export function mounted(
  component: Component,
  props: Record<string, unknown>,
  locale: Language = "zh",
  provide: Record<symbol, unknown> = {},
): VueWrapper {
  const i18n = createI18n({
    legacy: false,
    locale,
    messages: structuredClone(texts),
    messageCompiler: compileText,
    fallbackLocale: [],
    missing: (language, key) => {
      throw new Error(`no text ${key} in ${language}`);
    },
  });
  return mount(component, { props, attachTo: document.body, global: { plugins: [i18n], provide } });
}

/** Wait for an element of a part that is loaded on demand. */
export function loaded(wrapper: VueWrapper, selector: string) {
  return vi.waitFor(() => wrapper.get(selector), { timeout: 30_000 });
}

/** Throw on a violation of axe's rules. jsdom has no colours; theme.test.ts checks those. */
export async function accessible(wrapper: VueWrapper): Promise<void> {
  const { violations } = await axe.run(wrapper.element as Element, {
    rules: { "color-contrast": { enabled: false }, region: { enabled: false } },
  });
  const found = violations.map(
    ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html).join(" ")}`,
  );
  if (found.length) {
    throw new Error(found.join("\n"));
  }
}

/** Throw if the component shows an English sentence in Chinese, Chinese in English, or the key of a
 * text. Data is left out, because it is marked with its own language. */
export function translated(component: Component, props: Record<string, unknown>): void {
  for (const locale of ["zh", "en"] as const) {
    const wrapper = mounted(component, { ...props, locale }, locale);
    for (const words of wordsOf(wrapper.element as Element, TAG[locale])) {
      checkWords(words, locale);
    }
    wrapper.unmount();
  }
}

export function checkWords(words: string, locale: Language): void {
  const foreign = locale === "zh" ? ENGLISH_SENTENCE : HAN;
  if (foreign.test(words)) {
    throw new Error(`not in ${locale}: ${words}`);
  }
  if (locale === "zh") {
    checkPunctuation(words);
  }
  for (const folder of FOLDERS) {
    if (words.includes(`${folder}.`)) {
      throw new Error(`a key is shown: ${words}`);
    }
  }
}

/** Throw if a Chinese text has Western punctuation. */
export function checkPunctuation(words: string): void {
  if (ODD_PUNCTUATION.test(words)) {
    throw new Error(`punctuation: ${words}`);
  }
}

/** Return every text in a tree. */
export function textsOf(tree: Texts): string[] {
  return Object.values(tree).flatMap((value) =>
    typeof value === "string" ? [value] : textsOf(value),
  );
}

/** Return every text of an element that is shown or read out, except in parts in another
 * language. */
export function wordsOf(element: Element, tag: string): string[] {
  const language = element.getAttribute("lang");
  if (language !== null && language !== tag) {
    return [];
  }
  const attributes = ["aria-label", "title", "placeholder", "alt"].map(
    (name) => element.getAttribute(name) ?? "",
  );
  const own = [...element.childNodes].flatMap((child) => {
    if (child instanceof Element) {
      return wordsOf(child, tag);
    }
    return child.nodeType === Node.TEXT_NODE ? [child.textContent ?? ""] : [];
  });
  return [...attributes, ...own].filter((words) => words.trim() !== "");
}

/** Return the keys of a tree of texts, with the {names} that each takes. */
export function keysOf(tree: Texts, path = ""): string[] {
  return Object.entries(tree).flatMap(([key, value]) => {
    if (typeof value !== "string") {
      return keysOf(value, `${path}${key}.`);
    }
    const names = [...value.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();
    return [`${path}${key}(${names.join(",")})`];
  });
}
