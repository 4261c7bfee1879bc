import { beforeEach, expect, it } from "vitest";
import { FakeChat, message } from "./fake-chat";
import { News } from "./news";

let chat: FakeChat;
let told: unknown[][];
let arrived: string[];

beforeEach(() => {
  chat = new FakeChat();
  told = [];
  arrived = [];
  const news = new News(
    (name, detail) => void told.push([name, detail]),
    (one) => void arrived.push(one.id),
  );
  chat.subscribe((state) => news.read(state));
});

it("tells each new message once, its text never, and nothing of the history", () => {
  chat.show({ messages: [message(7), message(8)] });
  chat.show({ phase: "online" });
  expect(told).toEqual([]);
  const all = [message(7), message(8), message(9, { author: "visitor" }), message(10)];
  chat.show({ messages: all });
  chat.show({ messages: [message(6), ...all] });
  expect(told).toEqual([
    ["message", { id: "m9", author: "visitor" }],
    ["message", { id: "m10", author: "assistant" }],
  ]);
  expect(arrived).toEqual(["m10"]);
});

it("tells the messages of a new conversation, which counts from 1 again", () => {
  chat.show({ phase: "online", messages: [message(1)] });
  chat.show({ messages: [message(1, { id: "other" })] });
  expect(told).toEqual([["message", { id: "other", author: "assistant" }]]);
});

it("waits for messages that are not stored yet", () => {
  chat.show({ phase: "online" });
  chat.show({ messages: [{ ...message(1), id: "own", seq: null, author: "visitor" }] });
  expect(told).toEqual([]);
  chat.show({ messages: [{ ...message(1), id: "own", author: "visitor" }] });
  expect(told).toEqual([["message", { id: "own", author: "visitor" }]]);
});

it("tells that a person has joined, once in a conversation", () => {
  chat.show({ phase: "online", messages: [message(1)] });
  const joined = [message(1), message(2, { author: "agent" })];
  chat.show({ messages: joined });
  chat.show({ messages: [...joined, message(3, { author: "agent" })] });
  expect(told.filter(([name]) => name === "handoff")).toHaveLength(1);
});

it("tells changes of the unread count and a refused token", () => {
  chat.show({ unread: 2 });
  chat.show({ problem: "token_invalid" });
  chat.show({ unread: 0 });
  expect(told).toEqual([
    ["unread", 2],
    ["signin-needed", { reason: "invalid" }],
    ["unread", 0],
  ]);
});
