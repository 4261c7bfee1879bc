/** The chat as a component of Vue 3. */

import {
  defineComponent,
  getCurrentInstance,
  onMounted,
  onUnmounted,
  watch,
  type PropType,
} from "vue";
import type { Language } from "../client/protocol";
import type { ChatEvents, Identity } from "../widget/contract";
import {
  chatActions,
  embed,
  listen,
  LISTENERS,
  type ChatActions,
  type EventName,
} from "./embedded";

export type { ChatActions } from "./embedded";
export type { ChatEvents, HandoffNews, Identity } from "../widget/contract";
export type { Language } from "../client/protocol";

/** Return what can be done with the chat, wherever in the application. */
export function useBeianChat(): ChatActions {
  return chatActions;
}

/** Take what an event tells as it is: the type says what that is. */
function heard<Detail>(detail: Detail): boolean {
  void detail;
  return true;
}

/** Put it once into the application's root. `language` and `identity` may change; the others are
 * read when it is mounted. The chat stays on the page when the component goes. */
export const BeianChat = defineComponent({
  name: "BeianChat",
  props: {
    desk: { type: String, required: true },
    language: String as PropType<Language>,
    identity: {
      type: [String, Function, null] as unknown as PropType<Identity>,
      default: undefined,
    },
    title: String,
    theme: String as PropType<"light" | "dark" | "auto">,
    position: String as PropType<"right" | "left">,
    startOpen: { type: Boolean, default: undefined },
    launcher: { type: [Boolean, String] as PropType<boolean | "hours">, default: undefined },
    teaser: String,
    teaserAfter: Number,
    nonce: String,
  },
  emits: {
    ready: heard<undefined>,
    open: heard<undefined>,
    close: heard<undefined>,
    message: heard<ChatEvents["message"]>,
    unread: heard<number>,
    "signin-needed": heard<ChatEvents["signin-needed"]>,
    "signin-wanted": heard<undefined>,
    handoff: heard<ChatEvents["handoff"]>,
  },
  setup(props, { emit, expose }) {
    expose(chatActions);
    const ends: (() => void)[] = [];
    const given = getCurrentInstance()?.vnode.props ?? {};
    onMounted(() => {
      for (const [name, listener] of Object.entries(LISTENERS) as [EventName, string][]) {
        // Only what the application listens to: an offer to sign in shows where somebody does.
        if (listener in given) {
          ends.push(listen(name, (detail) => (emit as Emit)(name, detail)));
        }
      }
      watch(() => props.identity, identify, { immediate: true });
      watch(() => props.language, setLanguage, { immediate: true });
      embed(props);
    });
    onUnmounted(() => ends.forEach((end) => end()));
    return () => null;
  },
});

type Emit = (name: EventName, detail: unknown) => void;

function identify(identity: Identity | undefined): void {
  if (identity !== undefined) {
    chatActions.identify(identity);
  }
}

function setLanguage(language: Language | undefined): void {
  if (language !== undefined) {
    chatActions.setLanguage(language);
  }
}
