import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Identity } from "./contract";
import { FakeChat } from "./testing/fake-chat";
import { SignIn } from "./sign-in";

let chat: FakeChat;
let told: unknown[][];

function signInAs(identity: Identity | undefined): SignIn {
  return new SignIn(identity, (name, detail) => void told.push([name, detail]));
}

beforeEach(() => {
  chat = new FakeChat();
  told = [];
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

it.each([
  ["nothing was said", undefined, [["connect"]]],
  ["nobody", null, [["identify", null], ["connect"]]],
  ["a token", "t1", [["identify", "t1"], ["connect"]]],
  ["a function", () => Promise.resolve("t2"), [["identify", "t2"], ["connect"]]],
] as const)("connects only after signing in: %s", async (_what, identity, calls) => {
  await signInAs(identity).connect(chat);
  expect(chat.calls).toEqual(calls);
});

it("asks the page's function again whenever a token is needed", async () => {
  const bring = vi.fn(() => Promise.resolve("fresh"));
  const signIn = signInAs(bring);
  expect(await signIn.newToken()).toBe("fresh");
  expect(await signIn.newToken()).toBe("fresh");
  expect(bring).toHaveBeenCalledTimes(2);
  expect(told).toEqual([]);
});

it("asks the page to sign in again where only a token was given", async () => {
  expect(await signInAs("old").newToken()).toBeNull();
  expect(told).toEqual([["signin-needed", { reason: "expired" }]]);
});

it("leaves an account's conversation where the page says that nobody is signed in", async () => {
  const signIn = signInAs(null);
  await signIn.connect(chat);
  expect(await signIn.newToken()).toBeNull();
  expect(chat.calls.at(-1)).toEqual(["identify", null]);
  expect(told).toEqual([]);
});

it("goes on without a token when the page's function fails", async () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  const signIn = signInAs(() => Promise.reject(new Error("session ended")));
  await signIn.connect(chat);
  expect(chat.calls).toEqual([["connect"]]);
  expect(await signIn.newToken()).toBeNull();
  expect(told).toEqual([["signin-needed", { reason: "expired" }]]);
});

it("does not wait for ever for the page's function", async () => {
  vi.useFakeTimers();
  const connected = signInAs(() => new Promise<string>(() => undefined)).connect(chat);
  await vi.advanceTimersByTimeAsync(10_000);
  await connected;
  expect(chat.calls).toEqual([["connect"]]);
});

it("drops a token that comes after the user has changed", async () => {
  let bring: (token: string) => void = () => undefined;
  const late = new Promise<string>((resolve) => {
    bring = resolve;
  });
  const signIn = signInAs(undefined);
  await signIn.connect(chat);
  const first = signIn.identify(() => late);
  await signIn.identify(null);
  bring("of the first user");
  await first;
  expect(chat.calls).toEqual([["connect"], ["identify", null]]);
});
