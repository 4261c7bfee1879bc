export const texts = {
  zh: {
    filesWait: "现在没有网络：文件先留在这里，连上后自动发送，请不要关闭页面。",
    notLoaded: "没能打开，请检查网络后再试。",
    deleted: "对话已删除。",
  },
  en: {
    filesWait:
      "There is no connection: files stay here and are sent by themselves once it is back. Please keep the page open.",
    notLoaded: "This could not be opened. Check your connection and try again.",
    deleted: "The chat was deleted.",
  },
};
