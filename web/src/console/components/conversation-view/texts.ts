export const texts = {
  zh: {
    takenBy: "{agent} 已先接入此会话。",
    loading: "正在读取会话…",
    again: "重试",
    noticed: "知道了",
    readOnly: "这个会话不归您处理，只能查看。",
  },
  en: {
    takenBy: "{agent} took this conversation first.",
    loading: "Reading the conversation…",
    again: "Try again",
    noticed: "Got it",
    readOnly: "This conversation is not yours to act in: you can only read it.",
  },
};
