export const texts = {
  zh: { still: "助手还在查，请稍等…" },
  en: { still: "Still typing…" },
};
