/** What is known of the open conversation. */

import type { ApiError } from "../api";
import type {
  AgentName,
  Context,
  Message,
  Note,
  Suggestion,
  Summary,
  Transition,
} from "../contract";

export interface Outgoing {
  id: string;
  text: string;
  at: string;
  delivery: "sending" | "failed";
  /** Why it failed. */
  code: ApiError["code"] | null;
}

export interface OpenState {
  id: string | null;
  loading: boolean;
  failed: "not_found" | "deleted" | "unreachable" | null;
  summary: Summary | null;
  messages: Message[];
  earlier: boolean;
  loadingEarlier: boolean;
  notes: Note[];
  transitions: Transition[];
  outgoing: Outgoing[];
  visitorTyping: boolean;
  context: Context | null;
  contextFailed: boolean;
  suggestion: Suggestion | null;
  suggestionState: "none" | "loading" | "unavailable" | "nothing";
  /** The agent who took it first, if this one came second. */
  takenBy: AgentName | null;
  /** It is the agent's to act in, and not only open for reading. */
  mayAct: boolean;
}

export function nothing(): OpenState {
  return {
    id: null,
    loading: false,
    failed: null,
    summary: null,
    messages: [],
    earlier: false,
    loadingEarlier: false,
    notes: [],
    transitions: [],
    outgoing: [],
    visitorTyping: false,
    context: null,
    contextFailed: false,
    suggestion: null,
    suggestionState: "none",
    takenBy: null,
    mayAct: true,
  };
}

/** Call the desk with the id of the open conversation, if one is open, and take the answer unless
 * another one is open by then. An error is thrown, or goes the same way to `failed`. */
export async function whileOpen<Answer>(
  state: OpenState,
  call: (id: string) => Promise<Answer>,
  take: (answer: Answer) => void,
  failed?: (error: unknown) => void,
): Promise<void> {
  const { id } = state;
  if (id === null) {
    return;
  }
  let answer: Answer;
  try {
    answer = await call(id);
  } catch (error) {
    if (!failed) {
      throw error;
    }
    if (state.id === id) {
      failed(error);
    }
    return;
  }
  if (state.id === id) {
    take(answer);
  }
}
