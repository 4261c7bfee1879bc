export const texts = {
  zh: { actions: "操作", refresh: "刷新" },
  en: { actions: "Actions", refresh: "Refresh" },
};
