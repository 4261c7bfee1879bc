/** Asks a question again after the visitor has signed in for a better answer to it. Signing in may
 * lead over other pages, so the question is kept for this tab. */

import type { Chat } from "../client/state";

const KEY = "beian-chat.asked-before-sign-in";
const KEPT_MS = 30 * 60_000;

interface Asked {
  conversation: string;
  /** Of the visitor's message. */
  seq: number;
  /** When the visitor went to sign in, in ms since 1970. */
  at: number;
}

/** Keep the question that a message answers, until the visitor has signed in. */
export function keepQuestion(chat: Chat, message: string): void {
  const seq = chat.state.messages.find(({ id }) => id === message)?.answers;
  const conversation = chat.fileAccess()?.conversation;
  if (seq && conversation) {
    store({ conversation, seq, at: Date.now() });
  }
}

/** Ask the kept question again if the visitor has signed in since, and has asked nothing else. */
export function askAgain(chat: Chat): void {
  const { phase, signedIn, stage, messages } = chat.state;
  const asked = phase === "online" && signedIn && stage === "bot" ? stored() : null;
  if (!asked) {
    return;
  }
  const newest = messages.filter(({ author }) => author === "visitor").pop();
  if (!newest) {
    return; // The messages are still to come.
  }
  store(null);
  const isOpen = Date.now() - asked.at < KEPT_MS && newest.seq === asked.seq;
  if (isOpen && chat.fileAccess()?.conversation === asked.conversation) {
    chat.sendText(newest.text);
  }
}

/** Where storage is blocked, it is kept until the page is left. */
let inMemory: Asked | null = null;

function stored(): Asked | null {
  try {
    return (JSON.parse(sessionStorage.getItem(KEY) ?? "null") as Asked | null) ?? inMemory;
  } catch {
    return inMemory;
  }
}

function store(asked: Asked | null): void {
  inMemory = null;
  try {
    sessionStorage.setItem(KEY, JSON.stringify(asked));
  } catch {
    inMemory = asked;
  }
}
