export const texts = {
  zh: {
    transcript: "聊天记录",
    earlier: "查看更早的消息",
    loading: "正在读取…",
    newMessages: "有新消息",
    typing: "用户正在输入…",
    today: "今天",
    yesterday: "昨天",
    moved: {
      waiting: "开始等待人工",
      with_agent: "{agent} 已接入",
      bot: "已交还助手",
      closed: "会话已结束",
    },
  },
  en: {
    transcript: "Transcript",
    earlier: "Show earlier messages",
    loading: "Reading…",
    newMessages: "New messages",
    typing: "The visitor is typing…",
    today: "Today",
    yesterday: "Yesterday",
    moved: {
      waiting: "Waits for a person",
      with_agent: "{agent} joined",
      bot: "Returned to the assistant",
      closed: "Closed",
    },
  },
};
