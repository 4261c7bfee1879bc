/** Data that every component is tried with: its properties by folder, for the shared checks. */

import type { Attachment, Card, ChatMessage, ChecklistPaper, Handoff } from "../../client/protocol";
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
    blocked: false,
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
    conversations: null,
    textLength: 2000,
    fileBytes: 20_000_000,
    clockAhead: 0,
    deletion: "none",
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

export function exampleOrder(): Card {
  return {
    kind: "order",
    title: "Order A-1: cancel the website “Shop”",
    lines: ["Draft ✓ → Provider ✓ → SMS (now) → Administration → Done", "Verify by 12 October"],
    actions: [{ title: "The code doesn't arrive", payload: "/faq_sms_verification" }],
    stages: [
      { title: "Draft", reached: "done" },
      { title: "Provider", reached: "done" },
      { title: "SMS", reached: "now" },
      { title: "Administration", reached: "ahead" },
      { title: "Done", reached: "ahead" },
    ],
    deadline: { at: "2025-03-04T15:30:00+08:00", now: "2025-03-04T10:00:00+08:00" },
  };
}

export function exampleOrders(): Card {
  return {
    kind: "orders",
    title: "2 张订单",
    lines: ["注销网站「示例商城」：等待短信核验", "注销主体「示例公司」：管局审核中"],
    actions: [
      { title: "注销网站「示例商城」", payload: '/inform{"choice": "order:o1"}' },
      { title: "注销主体「示例公司」", payload: '/inform{"choice": "order:o2"}' },
    ],
  };
}

export function exampleWhatIf(): Card {
  const sections = [
    { title: "现在", lines: ["主体：示例公司", "网站：示例商城、博客"] },
    { title: "注销成功以后", lines: ["主体：示例公司", "网站：博客"] },
    { title: "不能反悔的", lines: ["备案号不能恢复"] },
  ];
  return {
    kind: "what_if",
    title: "注销「示例商城」会改变什么",
    lines: sections.flatMap(({ title, lines }) => [title, ...lines]),
    actions: [{ title: "怎么注销？", payload: "/faq_how_to_cancel" }],
    sections,
  };
}

function paper(id: string, text: string, given: Partial<ChecklistPaper> = {}): ChecklistPaper {
  return { id, text, name: "N1", file: true, state: "open", reason: null, files: [], ...given };
}

export function exampleChecklist(): Card {
  const file = { id: "file-one", name: "IMG_1.jpg", message: "m0" };
  return {
    kind: "checklist",
    title: "材料清单：晓梅烘焙笔记",
    lines: [],
    actions: [{ title: "声明书", payload: '/faq_statement_letter{"part": "letter"}' }],
    checklist: {
      about: "website:w1",
      complete: false,
      papers: [
        paper("cloud_account_id", "云账号 ID", { file: false, state: "ticked" }),
        paper("person_in_charge_document", "负责人证件"),
        paper("handheld_photo", "手持证件照", { state: "sent", files: [file] }),
        paper("letter_with_fingerprint", "声明书", {
          state: "again",
          reason: "太模糊",
          files: [file],
        }),
        paper("business_licence", "营业执照", { state: "accepted", files: [file] }),
      ],
    },
  };
}

function withLooseFiles(): Card {
  const card = exampleChecklist();
  const loose = ["file-two", "file-three"].map((id) => ({ id, name: `${id}.jpg`, message: "m0" }));
  return { ...card, checklist: { ...card.checklist!, loose } };
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
    {
      ...header,
      phase: "online",
      signedIn: true,
      hasMessages: true,
      offersPerson: true,
      canRate: true,
      canDelete: true,
    },
    {
      ...header,
      phase: "connecting",
      title: "Acme 备案",
      signedIn: true,
      hasMessages: false,
      maximised: true,
    },
    {
      ...header,
      phase: "offline",
      signedIn: true,
      hasMessages: false,
      offersPerson: false,
      canRate: false,
    },
    { ...header, phase: "refused", signedIn: true, hasMessages: false },
  ],
  "message-card": [
    { message: "m1", at: "2026-10-12T02:00:00Z", card: exampleCard() },
    { message: "m1", at: "2026-10-12T02:00:00Z", card: exampleOrder() },
    { message: "m1", at: "2026-10-12T02:00:00Z", card: exampleOrders() },
    { message: "m1", at: "2026-10-12T02:00:00Z", card: exampleWhatIf() },
    {
      message: "m1",
      at: "2026-10-12T02:00:00Z",
      card: {
        kind: "order",
        title: "订单",
        lines: [],
        actions: [{ title: "转人工", payload: "/p" }],
      },
    },
  ],
  "checklist-card": [
    { message: "m1", card: exampleChecklist() },
    { message: "m1", card: { ...exampleChecklist(), actions: [] } },
    { message: "m1", card: withLooseFiles() },
  ],
  "account-history": [
    { conversations: null },
    { conversations: [] },
    {
      conversations: [
        {
          id: "c1",
          key: "k1",
          state: "waiting",
          began_at: "2026-11-24T08:00:00Z",
          changed_at: "2026-11-24T08:00:00Z",
          last: { author: "visitor", text: "手机号用不了" },
          unread: 2,
          files: 3,
          ticket: { number: "1001", due_at: null, answered: false },
        },
        {
          id: "c2",
          key: "k2",
          state: "closed",
          began_at: "2025-11-24T08:00:00Z",
          changed_at: "2025-11-24T08:00:00Z",
          last: null,
          unread: 0,
          files: 0,
          ticket: null,
        },
      ],
    },
  ],
  "chat-menu": [
    {
      soundOn: true,
      noticesOn: false,
      hasMessages: true,
      canRate: true,
      signedIn: true,
      canDelete: true,
    },
  ],
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
  "feedback-form": [{}],
  "chat-composer": [
    { textLength: 2000, begins: false, takesFiles: true },
    { textLength: 2000, begins: true, takesFiles: false },
  ],
  "delete-chat": [
    { state: exampleState() },
    { state: exampleState({ stage: "waiting", deletion: "under_way" }) },
    {
      state: exampleState({
        handoff: exampleHandoff({ ticket: { number: "T-12", due_at: "2026-11-25T06:00:00Z" } }),
        deletion: "failed",
      }),
    },
  ],
  "end-rating": [
    { rating: null, ended: false },
    { rating: 4, ended: true },
  ],
  "panel-dialog": [{ title: "ICP", css: "" }],
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
