/** Properties to try every component of the console with, for the shared checks. */

import { NO_FILTERS } from "../store/lists";
import type { OpenState } from "../store/open-state";
import * as samples from "./samples";

const agent = samples.li.id;
const all = samples.conversations(Date.now());
const [waiting, other, mine, ticket, , closed] = all.map(({ summary }) => summary);
const agents = [samples.li, samples.wang, samples.chen];

function openState(index: number, given: Partial<OpenState> = {}): OpenState {
  const { summary, messages, notes, transitions, context } = all[index]!;
  return {
    id: summary.id,
    loading: false,
    failed: null,
    summary,
    messages,
    earlier: false,
    loadingEarlier: false,
    notes,
    transitions,
    outgoing: [],
    visitorTyping: false,
    context,
    contextFailed: false,
    suggestion: null,
    suggestionState: "none",
    takenBy: null,
    mayAct: true,
    ...given,
  };
}

const head = { agent, agents, busy: false, listButton: true, panelButton: true };
const outgoing = { id: "m-1", text: "好的", at: samples.NOW, code: null } as const;
const suggestion = {
  replies: [
    {
      text: "填写**全称**。",
      buttons: [],
      links: [{ title: "MIIT", url: "https://beian.miit.gov.cn/" }],
    },
  ],
  intent: "faq_statement_letter",
  confidence: 0.83,
};
const write = { agent, canned: samples.canned, values: {}, draft: () => "" };
const unmask = () => Promise.resolve();

/** Components without properties get what they show from the console. */
export const examples: Record<string, Record<string, unknown>[]> = {
  "account-summary": [
    { account: samples.account, unmask },
    { account: samples.account, unmask: null },
    { account: { ...samples.unmaskedAccount, orders: [], subjects: [] }, unmask },
  ],
  "agents-page": [{}],
  "answer-facts": [{ topics: all[0]!.context.facts }, { topics: [] }],
  "audit-page": [{}],
  "block-visitor": [
    { conversation: waiting },
    { conversation: { ...waiting!, blocked: samples.block } },
    { conversation: { ...mine!, blocked: { ...samples.block, until: null } } },
  ],
  "blocks-page": [{}],
  "feedback-page": [{}],
  "form-dialog": [
    { title: "t", fault: () => "", save: () => Promise.resolve(true) },
    { title: "t", fault: () => "f", save: () => Promise.resolve(false), width: 420 },
  ],
  "groups-page": [{}],
  "leave-warning": [{}],
  "canned-page": [{}],
  "canned-picker": [
    { id: "list", items: samples.canned, active: 1, language: "en" },
    { id: "list", items: [], active: 0, language: "zh" },
  ],
  "connection-banner": [{}],
  "console-app": [{}],
  "console-shell": [{}],
  "context-panel": [
    { state: openState(0), unmask },
    { state: openState(0, { mayAct: false }), unmask },
    { state: openState(3), unmask },
    { state: openState(1, { context: null, contextFailed: true }), unmask },
  ],
  "conversation-header": [waiting, mine, ticket, closed].map((conversation) => ({
    ...head,
    conversation,
  })),
  "conversation-item": [
    { conversation: waiting, view: "queue", selected: true, agent },
    { conversation: other, view: "queue", selected: false, agent },
    { conversation: ticket, view: "tickets", selected: false, agent },
    { conversation: mine, view: "all", selected: false, agent },
  ],
  "conversation-list": [{}],
  "conversation-view": [{ listButton: true, panelButton: true }],
  "empty-state": [
    "queue",
    "mine",
    "tickets",
    "all",
    "found",
    "none",
    "failed",
    "missing",
    "unread",
  ].map((what) => ({ what })),
  "file-item": [
    { file: samples.photo, judged: true },
    {
      file: { ...samples.photo, look: { zh: "初步看来：像是护照。", en: "It seems a passport." } },
      judged: true,
    },
    { file: { ...samples.photo, thumbnail: null, pages: 3, review: "accepted" }, judged: true },
    { file: { ...samples.photo, review: "again", reason: "看不清" }, judged: true },
    { file: samples.photo, judged: false },
    { file: samples.photo, judged: true, readOnly: true },
    { file: { ...samples.photo, deleted: true }, judged: true },
  ],
  "file-tray": [{ conversation: "conv-0003" }],
  "list-filters": [{ modelValue: NO_FILTERS }],
  "macro-menu": [
    { macros: samples.macros, busy: false },
    { macros: samples.macros, busy: true },
  ],
  "macros-page": [{}],
  "message-transcript": [
    {
      state: openState(0, {
        earlier: true,
        visitorTyping: true,
        outgoing: [
          { ...outgoing, delivery: "sending" },
          { ...outgoing, id: "m-2", delivery: "failed", code: "unreachable" },
        ],
      }),
    },
    { state: openState(2) },
  ],
  "nav-rail": [{ narrow: false }, { narrow: true }, { narrow: false, bar: true }],
  "outbox-page": [{}],
  "reply-composer": [
    { ...write, conversation: waiting },
    { ...write, conversation: mine },
    { ...write, conversation: closed },
  ],
  "security-page": [{}],
  "shortcut-help": [{ modelValue: true }],
  "sign-in": [{}],
  "paper-checklist": [
    { checklist: samples.checklist },
    { checklist: { ...samples.checklist, complete: true } },
  ],
  "state-tag": [waiting, mine, ticket, closed].map((conversation) => ({ conversation, agent })),
  "suggested-answer": [
    { suggestion, state: "none" },
    { suggestion: null, state: "loading" },
    { suggestion: null, state: "unavailable" },
    { suggestion: null, state: "nothing" },
  ],
  "table-page": [
    { heading: "h", columns: ["c"], items: ["i"], hasActions: true },
    { heading: "h", hint: "h", columns: ["c"], items: [], none: "n" },
    { heading: "h", columns: ["c"], items: null, failure: "f" },
    { heading: "h", columns: ["c"], items: null },
  ],
  "tag-editor": [{ tags: ["超期", "VIP"] }, { tags: [] }, { tags: ["VIP"], readOnly: true }],
  "topic-history": [{ topics: all[0]!.context.topics }, { topics: [] }],
  "transcript-message": all[0]!.messages.map((message) => ({ message, startsGroup: true })),
  "waiting-time": [{ since: waiting!.waiting_since }],
};
