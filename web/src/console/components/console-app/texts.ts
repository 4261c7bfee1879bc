export const texts = {
  zh: {
    title: "客服工作台",
    waitingTitle: "({count}) 客服工作台",
    noticeTitle: "有用户在等待",
    noticeBody: "点击查看会话",
    error: {
      not_yours: "此会话已不在您名下，内容已刷新。",
      closed: "会话已结束，无法再操作。",
      unreachable: "无法连接服务器，请检查网络后重试。",
      bot_unavailable: "助手暂时无法响应。",
      unknown: "操作未成功：{reason}",
    },
  },
  en: {
    title: "Support desk",
    waitingTitle: "({count}) Support desk",
    noticeTitle: "A visitor is waiting",
    noticeBody: "Press to open the conversation",
    error: {
      not_yours: "This conversation is no longer yours. It has been read anew.",
      closed: "This conversation is closed.",
      unreachable: "The desk can't be reached. Check the network and try again.",
      bot_unavailable: "The assistant can't answer just now.",
      unknown: "That did not work: {reason}",
    },
  },
};
