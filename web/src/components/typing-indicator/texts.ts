export const texts = {
  zh: { still: "助手还在查，请稍等…", agent: "正在输入…", someone: "人工客服正在输入…" },
  en: { still: "Still typing…", agent: " is typing…", someone: "A person is typing…" },
};
