export const texts = {
  zh: {
    conversation: "对话",
    messages: "消息",
    earlier: "查看更早的消息",
    loading: "正在加载…",
    newMessages: "有新消息",
    more: "下面还有",
    today: "今天",
    yesterday: "昨天",
  },
  en: {
    conversation: "Conversation",
    messages: "Messages",
    earlier: "Show earlier messages",
    loading: "Loading…",
    newMessages: "New messages",
    more: "More below",
    today: "Today",
    yesterday: "Yesterday",
  },
};
