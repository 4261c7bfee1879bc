import { beforeEach, expect, it } from "vitest";
import { exampleHandoff } from "../components/testing/examples";
import { FakeChat, message } from "./testing/fake-chat";
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

it("tells of a hand-off as it goes on: whom the user waits for or talks to, and the ticket", () => {
  chat.show({ phase: "online", messages: [message(1)] });
  chat.show({ stage: "waiting", handoff: exampleHandoff({ position: 2 }) });
  chat.show({ handoff: exampleHandoff({ position: 1, wait_minutes: 3 }) });
  chat.show({ stage: "with_agent", handoff: exampleHandoff({ agent: { name: "Li" } }) });
  const ticket = { number: "T-1042", due_at: null };
  chat.show({ stage: "bot", handoff: exampleHandoff({ ticket }) });
  chat.show({ handoff: null });
  expect(told).toEqual([
    ["handoff", { state: "waiting", agent: null, ticket: null }],
    ["handoff", { state: "with_agent", agent: "Li", ticket: null }],
    ["handoff", { state: "bot", agent: null, ticket: "T-1042" }],
    ["handoff", { state: "bot", agent: null, ticket: null }],
  ]);
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
