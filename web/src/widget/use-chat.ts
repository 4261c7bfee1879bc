import { onScopeDispose, shallowRef, type ShallowRef } from "vue";
import type { Chat, ChatState } from "../client/state";

/** The chat's state as a ref: a new snapshot after every change, the same object until then. */
export function useChat(chat: Chat): Readonly<ShallowRef<ChatState>> {
  const state = shallowRef(chat.state);
  onScopeDispose(
    chat.subscribe((changed) => {
      state.value = changed;
    }),
  );
  return state;
}
