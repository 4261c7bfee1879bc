import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { isolate } from "../launcher/isolation";
import { keepFocus } from "./stolen-focus";

let root: ShadowRoot;
let composer: HTMLTextAreaElement;
let send: HTMLButtonElement;
let field: HTMLInputElement;
const into = vi.fn<(modal: Element) => void>();

/** What the visitor does, as the browser tells it. */
function does(type: string, where: Element, key = ""): void {
  const init = { bubbles: true, composed: true };
  where.dispatchEvent(key ? new KeyboardEvent(type, { ...init, key }) : new MouseEvent(type, init));
}

beforeEach(() => {
  const host = document.body.appendChild(document.createElement("beian-chat"));
  root = host.attachShadow({ mode: "open" });
  composer = root.appendChild(document.createElement("textarea"));
  send = root.appendChild(document.createElement("button"));
  field = document.body.appendChild(document.createElement("input"));
  isolate(root, () => undefined);
  keepFocus(root, into);
  does("mousedown", composer);
  composer.focus();
});

afterEach(() => {
  document.body.replaceChildren();
  into.mockReset();
});

it("gives the focus back before another key is heard, and is not robbed of it again", async () => {
  field.focus();
  await Promise.resolve();
  expect(root.activeElement).toBe(composer);
  for (let beat = 0; beat < 50; beat++) {
    field.focus();
    expect(root.activeElement).toBe(composer);
  }
});

it("lets no script end the focus of who writes, only of who has left", () => {
  const ended = vi.spyOn(HTMLElement.prototype, "blur");
  const blur = (): void => (document.activeElement as HTMLElement).blur();
  blur();
  expect(ended).not.toHaveBeenCalled();
  does("pointerdown", document.body);
  blur();
  expect(ended.mock.contexts).toEqual([root.host]);
  ended.mockRestore();
});

it("is robbed by another element once", async () => {
  const other = document.body.appendChild(document.createElement("input"));
  for (const thief of [field, other]) {
    thief.focus();
    await new Promise((resolve) => setTimeout(resolve));
    expect(root.activeElement).toBe(composer);
  }
});

it("lets the page have a focus that it takes again at once, past focus()", async () => {
  const take = (): void => HTMLElement.prototype.focus.call(field);
  composer.addEventListener("focusin", take);
  take();
  await Promise.resolve();
  expect(document.activeElement).toBe(field);
});

it.each([
  ["presses on the page", () => does("pointerdown", document.body)],
  ["leaves with Tab", () => does("keydown", composer, "Tab")],
])("does not hold a visitor who %s", async (_, leave) => {
  field.focus();
  await new Promise((resolve) => setTimeout(resolve));
  leave();
  field.focus();
  await new Promise((resolve) => setTimeout(resolve));
  expect(document.activeElement).toBe(field);
});

it("holds again who comes back, by Tab or because the page opened the chat", async () => {
  does("keydown", field, "Tab");
  field.focus();
  does("keydown", field, "Tab");
  composer.focus();
  field.focus();
  await Promise.resolve();
  expect(root.activeElement).toBe(composer);
});

it("lets the page answer to a button of the chat, as with a form to sign in", async () => {
  does("mousedown", send);
  send.focus();
  field.focus();
  await Promise.resolve();
  expect(document.activeElement).toBe(field);
});

it("goes into the modal whose guard takes the focus", async () => {
  const modal = document.body.appendChild(document.createElement("div"));
  modal.setAttribute("role", "dialog");
  modal.append(field);
  field.focus();
  await Promise.resolve();
  expect(into).toHaveBeenCalledWith(modal);
  expect(root.activeElement).toBe(composer);
});

it("lets no field of the page refuse to lose the focus", async () => {
  does("mousedown", document.body);
  field.focus();
  const heard = vi.fn();
  field.onblur = () => {
    heard(document.activeElement);
    field.focus();
  };
  does("mousedown", composer);
  composer.focus();
  await vi.waitFor(() => expect(heard).toHaveBeenCalledWith(root.host));
  await Promise.resolve();
  expect(root.activeElement).toBe(composer);
});
