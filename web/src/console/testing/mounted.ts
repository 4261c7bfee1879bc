/** Mounts components of the console for tests, with a fake desk; a missing text is an error. */

import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, beforeEach, vi } from "vitest";
import type { Component } from "vue";
import { createI18n } from "vue-i18n";

import { Api } from "../api";
import { elementTexts } from "../element-texts";
import type { Language, Summary } from "../contract";
import { CONSOLE, DeskConsole } from "../store/console";
import type { Alarm } from "../store/waiting-notices";
import { texts } from "../texts";
import { FakeApi, PASSWORD } from "./fake-api";

class FakeAlarm implements Alarm {
  sounds = 0;
  allowed = true;
  readonly notified: string[] = [];

  sound(): void {
    this.sounds += 1;
  }

  ask(): Promise<boolean> {
    return Promise.resolve(this.allowed);
  }

  notify(conversation: Summary): void {
    this.notified.push(conversation.id);
  }
}

export class Room {
  readonly api: FakeApi;
  readonly alarm = new FakeAlarm();
  readonly desk: DeskConsole;
  readonly #mounted: VueWrapper[] = [];

  constructor(api = new FakeApi()) {
    this.api = api;
    this.desk = new DeskConsole({
      api: new Api(api.fetch),
      openSocket: api.openSocket,
      alarm: this.alarm,
      random: () => 0,
    });
  }

  async signIn(name = "li"): Promise<void> {
    await this.desk.start();
    await this.desk.signIn(name, PASSWORD);
    await flushPromises();
  }

  mount(component: Component, props: Record<string, unknown>, locale: Language): VueWrapper {
    const i18n = createI18n({
      legacy: false,
      locale,
      messages: texts,
      fallbackLocale: [],
      missing: (language, key) => {
        throw new Error(`no text ${key} in ${language}`);
      },
    });
    const wrapper = mount(component, {
      props,
      attachTo: document.body,
      global: {
        plugins: [i18n, elementTexts(i18n.global.locale)],
        provide: { [CONSOLE as symbol]: this.desk },
      },
    });
    this.#mounted.push(wrapper);
    return wrapper;
  }

  leave(): void {
    this.#mounted.forEach((wrapper) => wrapper.unmount());
    this.desk.stop();
    if (this.api.faults.length > 0) {
      throw this.api.faults[0];
    }
  }
}

class NoResizing {
  observe() {}
  unobserve() {}
  disconnect() {}
}

/** Set up a browser window of this width for each test, with empty storage. jsdom lacks media
 * queries, sizes and scrolling. */
export function windowOf(given: { width: number }): void {
  beforeEach(() => {
    vi.stubGlobal("matchMedia", (query: string) => ({
      matches: given.width >= Number(/min-width: (\d+)px/.exec(query)?.[1] ?? Infinity),
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
    }));
    vi.stubGlobal("ResizeObserver", NoResizing);
    Element.prototype.scrollIntoView = () => undefined;
    localStorage.clear();
    sessionStorage.clear();
    history.replaceState(null, "", "#/queue");
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    document.body.replaceChildren();
  });
}
