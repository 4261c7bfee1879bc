/** The chat as a component of React 18 and 19. */

import { forwardRef, useEffect, useImperativeHandle, useRef } from "react";
import type { Language } from "../client/protocol";
import type { ChatEvents, Identity } from "../widget/contract";
import {
  chatActions,
  embed,
  listen,
  LISTENERS,
  type ChatActions,
  type ChatTag,
  type EventName,
} from "./embedded";

export type { ChatActions } from "./embedded";
export type { ChatEvents, HandoffNews, Identity } from "../widget/contract";
export type { Language } from "../client/protocol";

/** `language` and `identity` may change, and so may listeners; the others are read when the
 * component is mounted. */
export interface BeianChatProps extends ChatTag {
  language?: Language | undefined;
  /** A function is taken for another one when its identity changes: keep it with `useCallback`. */
  identity?: Identity | undefined;
  onReady?: (() => void) | undefined;
  onOpen?: (() => void) | undefined;
  onClose?: (() => void) | undefined;
  onMessage?: ((detail: ChatEvents["message"]) => void) | undefined;
  onUnread?: ((count: number) => void) | undefined;
  onSigninNeeded?: ((detail: ChatEvents["signin-needed"]) => void) | undefined;
  onSigninWanted?: (() => void) | undefined;
  onHandoff?: ((detail: ChatEvents["handoff"]) => void) | undefined;
}

/** Return what can be done with the chat, wherever in the application. */
export function useBeianChat(): ChatActions {
  return chatActions;
}

/** Put it once into the application's root. The chat stays on the page when the component goes. */
export const BeianChat = forwardRef<ChatActions, BeianChatProps>(function BeianChat(props, ref) {
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  useImperativeHandle(ref, () => chatActions, []);
  const heard = (Object.keys(LISTENERS) as EventName[])
    .filter((name) => props[LISTENERS[name]] !== undefined)
    .join(" ");
  // Only what the application listens to: an offer to sign in shows where somebody does.
  useEffect(() => {
    const names = heard === "" ? [] : (heard.split(" ") as EventName[]);
    const ends = names.map((name) =>
      listen(name, (detail) => {
        const listener = latest.current[LISTENERS[name]] as ((detail: unknown) => void) | undefined;
        listener?.(detail);
      }),
    );
    return () => ends.forEach((end) => end());
  }, [heard]);
  const { identity, language } = props;
  useEffect(() => {
    if (identity !== undefined) {
      chatActions.identify(identity);
    }
  }, [identity]);
  useEffect(() => {
    if (language !== undefined) {
      chatActions.setLanguage(language);
    }
  }, [language]);
  useEffect(() => embed(latest.current), []);
  return null;
});
