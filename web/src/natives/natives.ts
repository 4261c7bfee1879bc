/** Built-in objects as the browser made them, whatever the page has put in the place of their names:
 * vite.chat.config.ts has the chat's modules use these wherever they say `Map`, `Element` or `fetch`.
 *
 * Most come from an empty frame, which no script of the page has touched. What has to be the page's
 * own is found by what is made of it: elements, a thrown error, the promise of an async function. */

type Realm = Window & typeof globalThis;
interface Bind {
  bind: (that: unknown) => unknown;
}

/** In the chat's shadow root, where no script of the page finds it to take it out. */
const frame = document.createElement("iframe");
const fresh = freshRealm();
const prototypeOf = fresh.Object.getPrototypeOf as (of: object) => { constructor: unknown };

function freshRealm(): Realm {
  try {
    frame.hidden = true;
    const place = document.querySelector("beian-chat")?.shadowRoot;
    (place ?? document.documentElement).append(frame);
    const realm = frame.contentWindow as Realm;
    return "Object" in realm ? realm : window;
  } catch {
    return window; // in a sandbox that makes each frame a stranger
  }
}

/** Return what a thing was made by, or what that extends, some steps `up`. */
function maker(thing: object, up = 0): unknown {
  let prototype = prototypeOf(thing);
  while (up--) {
    prototype = prototypeOf(prototype);
  }
  return prototype.constructor;
}

function thrown(): object {
  try {
    return (null as unknown as () => object)();
  } catch (error) {
    return error as object;
  }
}

/** As `method.bind(...)` is written by vite.chat.config.ts: MooTools before 1.3 makes a `bind` that
 * ignores what the function is called with. */
export const boundNatively = ((): unknown => {
  const { bind, call } = fresh.Function.prototype as unknown as Record<string, Bind>;
  return call!.bind(bind);
})();

export const {
  AbortController,
  Array,
  Blob,
  CustomEvent,
  DOMParser,
  Event,
  Intl,
  JSON,
  Map,
  Math,
  NodeFilter,
  Number,
  Object,
  Proxy,
  Reflect,
  Set,
  String,
  Symbol,
  TextDecoder,
  URL,
  URLSearchParams,
  WeakMap,
  WeakSet,
} = fresh;

const style = document.createElement("style");
const failure = thrown();

export const HTMLStyleElement = maker(style);
export const HTMLElement = maker(style, 1);
export const Element = maker(style, 2);
export const Node = maker(style, 3);
export const HTMLTemplateElement = maker(document.createElement("template"));
export const SVGElement = maker(document.createElementNS("http://www.w3.org/2000/svg", "title"), 1);
export const Document = maker(document, 1);
export const TypeError = maker(failure);
export const Error = maker(failure, 1);
export const RegExp = maker(/ /);
export const Promise = maker((async () => {})());

/** By the page's, unless that is a function which the page has made: something else of that name, or
 * one that watches or changes what is asked for. */
export const fetch: typeof fresh.fetch = (...given) => {
  const native = fresh.String((window as { fetch: unknown }).fetch).includes("[native code]");
  return (native ? window : (frame.contentWindow as Realm)).fetch(...given);
};
