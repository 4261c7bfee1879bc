/** Times as they are shown. Formatters are cached, because making one costs more than using it. */

import type { Language } from "../client/protocol";

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(locale: Language, name: string, options: Intl.DateTimeFormatOptions) {
  const key = `${locale} ${name}`;
  const known = formatters.get(key);
  if (known) {
    return known;
  }
  const made = new Intl.DateTimeFormat(locale === "zh" ? "zh-CN" : "en-GB", options);
  formatters.set(key, made);
  return made;
}

/** 14:05 */
export function shortTime(at: string, locale: Language): string {
  const options = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  return formatter(locale, "time", options).format(new Date(at));
}

/** 2026年11月24日星期二 14:05 / Tuesday 24 November 2026 at 14:05 */
export function fullTime(at: string, locale: Language): string {
  const options = { dateStyle: "full", timeStyle: "short", hourCycle: "h23" } as const;
  return formatter(locale, "full", options).format(new Date(at));
}

/** A day in the reader's calendar, with the year if it is not the current one. */
export function dayName(at: string, locale: Language, now: Date): string {
  const date = new Date(at);
  const day = { weekday: "short", month: "long", day: "numeric" } as const;
  return date.getFullYear() === now.getFullYear()
    ? formatter(locale, "day", day).format(date)
    : formatter(locale, "year", { ...day, year: "numeric" }).format(date);
}

/** A day and time in China, in which the desk keeps its hours, whatever the reader's clock shows. */
export function chinaTime(at: string, locale: Language, now: Date): string {
  const date = new Date(at);
  const china = { timeZone: "Asia/Shanghai" } as const;
  const year = formatter(locale, "china year", { ...china, year: "numeric" });
  const isThisYear = year.format(date) === year.format(now);
  const day = { ...china, weekday: "short", month: "long", day: "numeric" } as const;
  const shown = isThisYear
    ? formatter(locale, "china day", day)
    : formatter(locale, "china day of a year", { ...day, year: "numeric" });
  const time = { ...china, hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  return `${shown.format(date)} ${formatter(locale, "china time", time).format(date)}`;
}

/** Whether the reader's clock shows China's time then. */
export function showsChinaTime(at: string): boolean {
  return new Date(at).getTimezoneOffset() === -480;
}

/** The number of days between two times in the reader's calendar: 0 on the same day, 1 on the
 * next. */
export function daysBetween(earlier: Date, later: Date): number {
  const midnight = (date: Date) =>
    Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86_400_000;
  return midnight(later) - midnight(earlier);
}
