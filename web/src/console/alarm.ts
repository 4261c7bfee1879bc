/** Sound and browser notices for waiting visitors. */

import { playTone } from "../widget/sound";
import type { Summary } from "./contract";
import type { Alarm } from "./store/waiting-notices";

/** @param words the notice's title and text: what was said stays out of it, screens are shared.
 *  @param open shows the conversation of a notice that was pressed. */
export function browserAlarm(
  words: (conversation: Summary) => { title: string; body: string },
  open: (conversation: string) => void,
): Alarm {
  const supported = "Notification" in globalThis;
  return {
    sound: playTone,
    async ask() {
      return supported && (await Notification.requestPermission()) === "granted";
    },
    notify(conversation) {
      if (!supported || Notification.permission !== "granted") {
        return;
      }
      const { title, body } = words(conversation);
      const notice = new Notification(title, { body, tag: conversation.id });
      notice.onclick = () => {
        window.focus();
        open(conversation.id);
        notice.close();
      };
    },
  };
}
