/** Data that every component is tried with: its properties by folder, for the shared checks. */

import type { Attachment, Card, ChatMessage, Handoff } from "../../client/protocol";
import type { ChatState, ShownMessage } from "../../client/state";

export function exampleMessage(given: Partial<ShownMessage> = {}): ShownMessage {
  const message: ChatMessage = {
    id: `m${given.seq ?? 1}`,
    seq: 1,
    author: "assistant",
    name: null,
    text: "您好！",
    at: "2026-11-24T06:05:00Z",
    buttons: [],
    links: [],
    answers: null,
    feedback: null,
  };
  return { ...message, delivery: "sent", ...given };
}

export const examplePhoto: Attachment = {
  id: "f1",
  name: "身份证.jpg",
  type: "image/jpeg",
  size: 1_234_567,
  pages: null,
  url: "/chat/files/f1/content",
  thumbnail: null,
  deleted: false,
  review: null,
  reason: null,
};

export function exampleState(given: Partial<ChatState> = {}): ChatState {
  return {
    phase: "online",
    transport: "websocket",
    signedIn: true,
    stage: "bot",
    handoff: null,
    returned: false,
    ratingWanted: false,
    language: "zh",
    messages: [],
    earlier: false,
    typingSince: null,
    typingBy: "assistant",
    rating: null,
    unread: 0,
    textLength: 2000,
    fileBytes: 20_000_000,
    tokenNeeded: false,
    problem: null,
    ...given,
  };
}

export function exampleHandoff(given: Partial<Handoff> = {}): Handoff {
  return {
    position: null,
    wait_minutes: null,
    staffed: true,
    agent: null,
    ticket: null,
    ...given,
  };
}

export function exampleCard(given: Partial<Card> = {}): Card {
  return {
    kind: "letter",
    title: "注销声明书：示例商城",
    lines: ["打印后补全空白，盖单位公章。", "Names stand in full in the document."],
    actions: [
      { title: "下载 Word", does: "docx", url: "/letters/signed/letter.docx" },
      { title: "PDF", does: "pdf", url: "/letters/signed/letter.pdf" },
      { title: "打印", does: "print", url: "/letters/signed/print" },
      { title: "复制全文", does: "copy", url: "/letters/signed/letter.txt" },
    ],
    preview: "/letters/signed/letter.png",
    letter: { letter: "statement", about: "website", id: "w1", language: "zh" },
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
  exampleMessage({ seq: 5, author: "agent", name: "小李", text: "我是人工客服小李。" }),
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

const ticket = { number: "T-1042", due_at: "2026-11-26T08:00:00Z" };
const queue = exampleHandoff({ position: 2, wait_minutes: 5 });
const withLi = exampleHandoff({ agent: { name: "小李" } });

const header = { canMaximise: true, maximised: false, soundOn: true, noticesOn: false };
const inList = { startsGroup: true, endsGroup: true, saysSent: true };

/** `locale` is given by the checks where a component takes it. */
export const examples: Record<string, Record<string, unknown>[]> = {
  "chat-panel": [
    { ...header, state: exampleState({ messages: conversation, earlier: true }) },
    { ...header, state: exampleState({ stage: "closed", messages: [...conversation, waiting] }) },
    {
      ...header,
      state: exampleState({ stage: "waiting", handoff: queue, messages: conversation }),
    },
  ],
  "chat-header": [
    { ...header, phase: "online", hasMessages: true, offersPerson: true, canRate: true },
    { ...header, phase: "connecting", title: "Acme 备案", hasMessages: false, maximised: true },
    { ...header, phase: "offline", hasMessages: false, offersPerson: false, canRate: false },
    { ...header, phase: "refused", hasMessages: false },
  ],
  "message-card": [
    { message: "m1", card: exampleCard() },
    {
      message: "m1",
      card: {
        kind: "order",
        title: "订单",
        lines: [],
        actions: [{ title: "转人工", payload: "/p" }],
      },
    },
  ],
  "chat-menu": [{ soundOn: true, noticesOn: false, hasMessages: true, canRate: true }],
  "chat-icon": [{ name: "send" }],
  "message-list": [
    { state: exampleState({ messages: conversation, earlier: true, typingSince: 1 }) },
    { state: exampleState({ messages: [...conversation, waiting, failed] }) },
    {
      state: exampleState({
        stage: "with_agent",
        handoff: withLi,
        messages: conversation,
        typingSince: 1,
        typingBy: "agent",
      }),
    },
    { state: exampleState() },
  ],
  "typing-indicator": [
    { since: null, by: "assistant" },
    { since: 1, by: "assistant" },
    { since: 1, by: "agent", name: "小李" },
    { since: 1, by: "agent" },
  ],
  "chat-message": [...conversation, waiting, failed].map((message) => ({ ...inList, message })),
  "quick-replies": [{ buttons: conversation[5]?.buttons }],
  "answer-feedback": [
    { id: "m3", value: null },
    { id: "m3", value: "down" },
  ],
  "chat-composer": [
    { textLength: 2000, begins: false, takesFiles: true },
    { textLength: 2000, begins: true, takesFiles: false },
  ],
  "end-rating": [
    { rating: null, ended: false },
    { rating: 4, ended: true },
  ],
  "handoff-status": [
    { state: exampleState() },
    { state: exampleState({ stage: "waiting", handoff: queue }) },
    { state: exampleState({ stage: "waiting", handoff: exampleHandoff() }) },
    { state: exampleState({ stage: "waiting", handoff: exampleHandoff({ staffed: false }) }) },
    { state: exampleState({ stage: "with_agent", handoff: withLi }) },
    { state: exampleState({ stage: "with_agent" }) },
    { state: exampleState({ returned: true, handoff: exampleHandoff({ ticket }) }) },
    { state: exampleState({ handoff: exampleHandoff({ ticket: { ...ticket, due_at: null } }) }) },
  ],
  "chat-notice": [
    { state: exampleState() },
    { state: exampleState({ stage: "closed" }), canRate: true },
    { state: exampleState({ stage: "closed" }), rated: true },
    { state: exampleState(), canRate: true, asksRating: true },
    { state: exampleState(), rated: true },
    { state: exampleState({ tokenNeeded: true }) },
    { state: exampleState({ phase: "offline" }) },
    { state: exampleState({ phase: "refused" }) },
    { state: exampleState({ problem: "unavailable" }) },
    { state: exampleState({ problem: "bad_frame" }) },
  ],
};
