import type { Language } from "../client/protocol";
import type { Chat, ShownMessage } from "../client/state";
import { transcript } from "../components/transcript";
import { downloadTranscript } from "./download";
import { SHELL_TEXTS } from "./texts";

/** Download the whole conversation or, without a connection, what this page has, with a note. */
export async function saveTranscript(chat: Chat, language: Language): Promise<void> {
  let messages: readonly ShownMessage[];
  let note = "";
  try {
    messages = await chat.allMessages();
  } catch {
    messages = chat.state.messages;
    note = chat.state.earlier ? `${SHELL_TEXTS[language].transcriptPartial}\n\n` : "";
  }
  downloadTranscript(note + transcript(messages, language), new Date());
}
