export const texts = {
  zh: { label: "常用回复", none: "没有匹配的常用回复" },
  en: { label: "Canned answers", none: "No canned answer matches" },
};
