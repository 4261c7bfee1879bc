export const texts = {
  zh: { none: "还没有识别到主题", sure: "把握 {percent}%" },
  en: { none: "No topic yet", sure: "{percent}% sure" },
};
