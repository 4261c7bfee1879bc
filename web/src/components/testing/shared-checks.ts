/** What every component must keep, and how tests mount one. */

import { mount, type VueWrapper } from "@vue/test-utils";
import axe from "axe-core";
import type { Component } from "vue";
import { createI18n } from "vue-i18n";

import type { Language } from "../../client/protocol";
import { type Texts, texts } from "../texts";

const ENGLISH_SENTENCE = /[A-Za-z]{2,}(?:[ ,]+[A-Za-z']{2,})+/;
const HAN = /\p{Script=Han}/u;
export const TAG: Record<Language, string> = { zh: "zh-CN", en: "en" };

/** Mounts a component as the widget does, in a page, and fails on a text that is missing. */
export function mounted(
  component: Component,
  props: Record<string, unknown>,
  locale: Language = "zh",
): VueWrapper {
  const i18n = createI18n({
    legacy: false,
    locale,
    messages: texts,
    fallbackLocale: [],
    missing: (language, key) => {
      throw new Error(`no text ${key} in ${language}`);
    },
  });
  return mount(component, { props, attachTo: document.body, global: { plugins: [i18n] } });
}

/** No violation of axe's rules. Colours can't be seen in jsdom; theme.test.ts has them. */
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

/** Rendered in Chinese it shows no English sentence, in English no Chinese, in neither a key.
 * Given data is left out: it is marked with its own language. */
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
  for (const folder of Object.keys(texts[locale])) {
    if (words.includes(`${folder}.`)) {
      throw new Error(`a key is shown: ${words}`);
    }
  }
}

/** Every text of an element that is read or heard, without parts in another language. */
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

/** The keys of a tree of texts, with the {names} that each takes. */
export function keysOf(tree: Texts, path = ""): string[] {
  return Object.entries(tree).flatMap(([key, value]) => {
    if (typeof value !== "string") {
      return keysOf(value, `${path}${key}.`);
    }
    const names = [...value.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();
    return [`${path}${key}(${names.join(",")})`];
  });
}
