/** Times as only the console shows them. */

import { dayName, daysBetween, shortTime } from "../components/dates";
import type { Language } from "./contract";

export { dayName, daysBetween, fullTime, shortTime } from "../components/dates";

/** 14:05 if it is today, otherwise the day. */
export function clockTime(at: string, language: Language, now: Date): string {
  return daysBetween(new Date(at), now) === 0
    ? shortTime(at, language)
    : dayName(at, language, now);
}

/** 14:05 if it is today, otherwise the day and the time. */
export function moment(at: string, language: Language, now: Date): string {
  const time = shortTime(at, language);
  return daysBetween(new Date(at), now) === 0 ? time : `${dayName(at, language, now)} ${time}`;
}
