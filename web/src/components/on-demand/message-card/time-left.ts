/** Counts down what is left of a card's deadline. */

import { onScopeDispose, shallowRef, type Ref } from "vue";

import type { Card } from "../../../client/protocol";

const SECOND_MS = 1000;

/** Return what is left: hours, minutes and seconds ("5:03:09"), "" once it is over, and null without
 * a deadline. `at`: when the message came, by the desk's clock; `now`: that clock now. What the
 * deadline was told by may be another clock, which is taken to run on at the same pace. */
export function useTimeLeft(
  deadline: () => Card["deadline"],
  at: string,
  now: () => number,
): Readonly<Ref<string | null>> {
  const left = shallowRef<string | null>(null);
  const show = (): void => {
    const given = deadline();
    if (given) {
      const whole = Date.parse(given.at) - Date.parse(given.now);
      left.value = inWords(whole - (now() - Date.parse(at)));
    }
    if (!left.value) {
      clearInterval(timer);
    }
  };
  const timer = setInterval(show, SECOND_MS);
  show();
  onScopeDispose(() => clearInterval(timer));
  return left;
}

function inWords(ms: number): string {
  if (ms <= 0) {
    return "";
  }
  const seconds = Math.ceil(ms / SECOND_MS);
  const two = (value: number) => String(value).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}
