export const texts = {
  zh: { label: "可以这样回复" },
  en: { label: "Suggested replies" },
};
