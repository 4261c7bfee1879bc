import { beforeEach, expect, it, vi } from "vitest";
import type { ShownMessage } from "../client/state";
import { askAgain, keepQuestion } from "./asking-again";
import { FakeChat, message } from "./testing/fake-chat";

const QUESTION = message(2, { author: "visitor", text: "How long does it take?" });
const ANSWER = message(3, { answers: 2 });

let chat: FakeChat;

/** The chat as it comes up on a page: of a conversation, with messages. */
function onPage(
  messages: readonly ShownMessage[] = [QUESTION, ANSWER],
  conversation = "c1",
): FakeChat {
  const page = new FakeChat();
  page.show({ messages, phase: "online", stage: "bot", signedIn: false });
  vi.spyOn(page, "fileAccess").mockReturnValue({
    server: "",
    conversation,
    key: "",
    token: null,
  });
  return page;
}

function signedIn(on: FakeChat): unknown[][] {
  on.show({ signedIn: true });
  askAgain(on);
  return on.calls;
}

const AGAIN = [["sendText", "How long does it take?"]];

beforeEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  sessionStorage.clear();
  chat = onPage();
  keepQuestion(chat, ANSWER.id);
});

it("asks once, when the visitor has signed in", () => {
  askAgain(chat);
  expect(chat.calls).toEqual([]);
  expect(signedIn(chat)).toEqual(AGAIN);
  askAgain(chat);
  expect(chat.calls).toEqual(AGAIN);
});

it("asks after signing in on another page, once its messages are there", () => {
  const next = onPage([]);
  expect(signedIn(next)).toEqual([]);
  next.show({ messages: [QUESTION, ANSWER] });
  askAgain(next);
  expect(next.calls).toEqual(AGAIN);
});

it("does not ask where the visitor has gone on meanwhile", () => {
  const later = message(4, { author: "visitor", text: "Thanks" });
  expect(signedIn(onPage([QUESTION, ANSWER, later]))).toEqual([]);
});

it("does not ask in another conversation, or after half an hour", () => {
  expect(signedIn(onPage([QUESTION, ANSWER], "c2"))).toEqual([]);
  keepQuestion(chat, ANSWER.id);
  vi.useFakeTimers({ now: Date.now() + 31 * 60_000 });
  expect(signedIn(onPage())).toEqual([]);
});

it("works where storage is blocked, as long as the page is there", () => {
  sessionStorage.clear();
  for (const method of ["getItem", "setItem"] as const) {
    vi.spyOn(Storage.prototype, method).mockImplementation(() => {
      throw new DOMException("blocked", "SecurityError");
    });
  }
  keepQuestion(chat, ANSWER.id);
  expect(signedIn(chat)).toEqual(AGAIN);
});
