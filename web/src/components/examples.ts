/** Data that every component is tried with: its properties by folder, for the shared checks. */

import type { ChatMessage } from "../client/protocol";
import type { ChatState, ShownMessage } from "../client/state";

export function exampleMessage(given: Partial<ShownMessage> = {}): ShownMessage {
  const message: ChatMessage = {
    id: `m${given.seq ?? 1}`,
    seq: 1,
    author: "assistant",
    text: "您好！",
    at: "2026-11-24T06:05:00Z",
    buttons: [],
    links: [],
    answers: null,
    feedback: null,
  };
  return { ...message, delivery: "sent", ...given };
}

export function exampleState(given: Partial<ChatState> = {}): ChatState {
  return {
    phase: "online",
    transport: "websocket",
    signedIn: true,
    closed: false,
    language: "zh",
    messages: [],
    earlier: false,
    typingSince: null,
    rating: null,
    unread: 0,
    textLength: 2000,
    tokenNeeded: false,
    problem: null,
    ...given,
  };
}

export const conversation: readonly ShownMessage[] = [
  exampleMessage({ seq: 1, buttons: [{ title: "怎么注销？", payload: "/faq_how_to_cancel" }] }),
  exampleMessage({ seq: 2, author: "visitor", text: "Which papers do I need?" }),
  exampleMessage({
    seq: 3,
    answers: 2,
    text: "You need:\n\n- the **statement letter**\n- a copy of the licence\n\nSee www.example.com",
  }),
  exampleMessage({
    seq: 4,
    answers: 2,
    feedback: "down",
    text: "声明".repeat(160),
    links: [
      { title: "声明书.docx", url: "https://desk.example/letters/1.docx" },
      { title: "MIIT", url: "https://beian.miit.gov.cn/" },
    ],
  }),
  exampleMessage({ seq: 5, author: "agent", text: "我是人工客服小李。" }),
  exampleMessage({
    seq: 6,
    author: "notice",
    text: "The assistant is late.",
    buttons: [{ title: "Talk to a person", payload: "/request_human" }],
  }),
];

const waiting = exampleMessage({ id: "w", seq: null, author: "visitor", delivery: "sending" });
const failed = exampleMessage({
  id: "f",
  seq: null,
  author: "visitor",
  delivery: "failed",
  failure: "too_long",
});

const header = { canMaximise: true, maximised: false, soundOn: true, noticesOn: false };
const inList = { startsGroup: true, endsGroup: true, saysSent: true };

/** `locale` is given by the checks where a component takes it. */
export const examples: Record<string, Record<string, unknown>[]> = {
  "chat-panel": [
    { ...header, state: exampleState({ messages: conversation, earlier: true }) },
    { ...header, state: exampleState({ closed: true, messages: [...conversation, waiting] }) },
  ],
  "chat-header": [
    { ...header, phase: "online", hasMessages: true },
    { ...header, phase: "connecting", title: "Acme 备案", hasMessages: false, maximised: true },
    { ...header, phase: "offline", hasMessages: false },
    { ...header, phase: "refused", hasMessages: false },
  ],
  "chat-menu": [{ soundOn: true, noticesOn: false, hasMessages: true }],
  "chat-icon": [{ name: "send" }],
  "message-list": [
    { state: exampleState({ messages: conversation, earlier: true, typingSince: 1 }) },
    { state: exampleState({ messages: [...conversation, waiting, failed] }) },
    { state: exampleState() },
  ],
  "typing-indicator": [{ since: null }, { since: 1 }],
  "chat-message": [...conversation, waiting, failed].map((message) => ({ ...inList, message })),
  "quick-replies": [{ buttons: conversation[5]?.buttons }],
  "answer-feedback": [
    { id: "m3", value: null },
    { id: "m3", value: "down" },
  ],
  "chat-composer": [
    { textLength: 2000, locked: false },
    { textLength: 2000, locked: true },
  ],
  "end-rating": [{ rating: null }, { rating: 4 }],
  "chat-notice": [
    { state: exampleState() },
    { state: exampleState({ closed: true }) },
    { state: exampleState({ tokenNeeded: true }) },
    { state: exampleState({ phase: "offline" }) },
    { state: exampleState({ phase: "refused" }) },
    { state: exampleState({ problem: "unavailable" }) },
    { state: exampleState({ problem: "bad_frame" }) },
  ],
};
