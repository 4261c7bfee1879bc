export const texts = {
  zh: {
    title: "备案注销助手",
    connecting: "正在连接…",
    offline: "未连接",
    refused: "无法连接",
    person: "人工",
    askForPerson: "转人工",
    maximise: "放大窗口",
    restore: "还原窗口",
    close: "关闭聊天",
  },
  en: {
    title: "Filing assistant",
    connecting: "Connecting…",
    offline: "Offline",
    refused: "Can't connect",
    person: "A person",
    askForPerson: "Talk to a person",
    maximise: "Make larger",
    restore: "Make smaller",
    close: "Close the chat",
  },
};
