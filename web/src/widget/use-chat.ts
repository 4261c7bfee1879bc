import { onScopeDispose, shallowRef, type ShallowRef } from "vue";
import type { Chat, ChatState } from "../client/state";

/** Return the chat's state as a ref, with a new snapshot after every change. */
export function useChat(chat: Chat): Readonly<ShallowRef<ChatState>> {
  const state = shallowRef(chat.state);
  onScopeDispose(
    chat.subscribe((changed) => {
      state.value = changed;
    }),
  );
  return state;
}
