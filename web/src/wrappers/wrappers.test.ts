/** The wrappers in a page: what they put into it, and what they hand on. */

import { act, createElement } from "react";
import { createRoot } from "react-dom/client";
import { createApp, h, nextTick, shallowReactive } from "vue";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { BeianChat as ReactChat, type BeianChatProps } from "./react";
import { BeianChat as VueChat } from "./vue";

interface Shown {
  set(change: Partial<BeianChatProps>): Promise<void>;
  unmount(): Promise<void>;
}

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

async function inVue(given: BeianChatProps): Promise<Shown> {
  const props = shallowReactive({ ...given });
  const app = createApp(() => h(VueChat, { ...props } as never));
  app.mount(document.body.appendChild(document.createElement("div")));
  await nextTick();
  return {
    async set(change) {
      Object.assign(props, change);
      await nextTick();
    },
    unmount: () => Promise.resolve(app.unmount()),
  };
}

async function inReact(given: BeianChatProps): Promise<Shown> {
  let props = given;
  const root = createRoot(document.body.appendChild(document.createElement("div")));
  const render = () => act(() => Promise.resolve(root.render(createElement(ReactChat, props))));
  await render();
  return {
    set(change) {
      props = { ...props, ...change };
      return render();
    },
    unmount: () => act(() => Promise.resolve(root.unmount())),
  };
}

const DESK = "https://chat.example.cn/";

/** Calls as the tag's script finds them. */
function queued(): unknown[][] {
  return (window.BeianChat?.queue as unknown as unknown[][] | undefined) ?? [];
}

function tags(): HTMLScriptElement[] {
  return [...document.querySelectorAll("script")];
}

beforeEach(() => {
  delete window.BeianChat;
  document.head.replaceChildren();
});

afterEach(() => document.body.replaceChildren());

describe.each([
  ["Vue", inVue],
  ["React", inReact],
])("in %s", (_, shown) => {
  it("puts the tag into the page once, with its attributes", async () => {
    const tag = { desk: DESK, title: "Help", startOpen: true, launcher: "hours", teaser: "Hi" };
    await shown({ ...tag, teaserAfter: 3, nonce: "n1" } as BeianChatProps);
    await shown({ desk: DESK });
    expect(tags()).toHaveLength(1);
    expect(tags()[0]!.src).toBe("https://chat.example.cn/widget.js");
    expect(tags()[0]!.nonce).toBe("n1");
    expect({ ...tags()[0]!.dataset }).toEqual({
      title: "Help",
      open: "true",
      launcher: "hours",
      teaser: "Hi",
      teaserAfter: "3",
    });
  });

  it("hands on who is signed in, and the language, also when they change", async () => {
    const app = await shown({ desk: DESK, identity: null, language: "zh" });
    await app.set({ identity: "token" });
    await app.set({ language: "en" });
    expect(queued()).toEqual([
      ["identify", null],
      ["setLanguage", "zh"],
      ["identify", "token"],
      ["setLanguage", "en"],
    ]);
  });

  it("says nothing of what the application does not say", async () => {
    await shown({ desk: DESK });
    expect(queued()).toEqual([]);
    expect({ ...tags()[0]!.dataset }).toEqual({});
  });

  it("listens to what the application listens to, until it is unmounted", async () => {
    const onUnread = vi.fn();
    const onSigninWanted = vi.fn();
    const app = await shown({ desk: DESK, onUnread, onSigninWanted });
    expect(queued().map(([method, name]) => [method, name])).toEqual([
      ["on", "unread"],
      ["on", "signin-wanted"],
    ]);
    const [unread, wanted] = queued().map((call) => call[2] as (detail: unknown) => void);
    unread!(2);
    wanted!(undefined);
    expect(onUnread).toHaveBeenCalledWith(2);
    expect(onSigninWanted).toHaveBeenCalledTimes(1);
    await app.unmount();
    unread!(3);
    expect(onUnread).toHaveBeenCalledTimes(1);
  });
});
