/** Outlines in a 24 by 24 box. */
export const icons = {
  menu: "M5 12h.01M12 12h.01M19 12h.01M5 11.5v1M12 11.5v1M19 11.5v1",
  close: "M6 6l12 12M18 6L6 18",
  maximise: "M14 4h6v6M20 4l-7 7M10 20H4v-6M4 20l7-7",
  restore: "M20 10h-6V4M14 10l7-7M4 14h6v6M10 14l-7 7",
  send: "M12 19V5M5.5 11.5L12 5l6.5 6.5",
  up: "M7 11v9H4v-9zM7 11l4-7.5c1.7 0 2.6 1.2 2.3 2.8L12.7 9H18c1.3 0 2.2 1.2 1.9 2.4l-1.6 6.6a2.6 2.6 0 0 1-2.5 2H7",
  down: "M17 13V4h3v9zM17 13l-4 7.5c-1.7 0-2.6-1.2-2.3-2.8l.6-2.7H6c-1.3 0-2.2-1.2-1.9-2.4l1.6-6.6A2.6 2.6 0 0 1 8.2 4H17",
  person: "M12 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4 20.5c.6-4 3.8-6 8-6s7.4 2 8 6",
  star: "M12 3.6l2.6 5.3 5.8.8-4.2 4.1 1 5.8-5.2-2.7-5.2 2.7 1-5.8-4.2-4.1 5.8-.8z",
  file: "M12 4v11M7.5 11L12 15.500 16.500 11M5 20h14",
  link: "M14 5h5v5M19 5l-8 8M17 14v5H5V7h5",
  copy: "M9 9h10v11H9zM15 9V4H5v11h4",
  print: "M7 8V4h10v4M7 16H4V8h16v8h-3M7 13h10v7H7z",
  bottom: "M12 5v14M6 13l6 6 6-6",
  check: "M5 12.500l4.500 4.500L19 7.500",
} as const;

export type IconName = keyof typeof icons;
