export const texts = {
  zh: {
    open: "菜单",
    language: "语言",
    sound: "新消息提示音",
    notices: "桌面通知",
    transcript: "下载聊天记录",
    rate: "评价这次对话",
    history: "我的会话",
    newConversation: "开始新对话",
    deleteChat: "删除这次对话",
  },
  en: {
    open: "Menu",
    language: "Language",
    sound: "Sound for new messages",
    notices: "Desktop notifications",
    transcript: "Download this chat",
    rate: "Rate this chat",
    history: "My conversations",
    newConversation: "Start a new conversation",
    deleteChat: "Delete this chat",
  },
};
