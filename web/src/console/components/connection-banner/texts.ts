export const texts = {
  zh: { lost: "连接已断开，正在重新连接…恢复后会自动刷新。" },
  en: { lost: "The connection is lost. Reconnecting… lists are read anew when it is back." },
};
