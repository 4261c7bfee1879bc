export const texts = {
  zh: {
    closed: "这次对话已经结束。",
    begin: "开始新对话",
    rate: "评价这次对话",
    tokenNeeded: "登录已过期，请在网站上重新登录。您的消息会保留，登录后自动发出。",
    offline: "网络好像断了。消息会先保留，恢复后自动发出。",
    problem: {
      token_invalid: "没能确认您的登录，暂时只能回答一般问题。请在网站上重新登录。",
      origin_refused: "这个页面还不能使用聊天，请联系网站管理员。",
      too_many_connections: "连接太多了，请关掉几个页面；聊天会自动重连。",
      too_many_conversations: "新对话开得太频繁了，请过一会儿再试。",
      too_fast: "发得有点快，稍等片刻，消息会自动发出。",
      protocol_version: "聊天窗口已更新，请刷新页面。",
      unavailable: "服务暂时不可用。消息会先保留，恢复后自动发出。",
      other: "聊天出了点问题，请刷新页面再试。",
    },
  },
  en: {
    closed: "This conversation has ended.",
    begin: "Start a new one",
    rate: "Rate this chat",
    tokenNeeded:
      "Your sign-in has expired. Please sign in again; your messages wait here until then.",
    offline: "You seem to be offline. Messages wait here and go out by themselves.",
    problem: {
      token_invalid:
        "We could not confirm your sign-in: answers are general until you sign in again.",
      origin_refused: "The chat is not set up for this page. Please tell the site's owner.",
      too_many_connections: "Too many open connections. Please close some tabs; we keep trying.",
      too_many_conversations: "Too many new conversations. Please try again in a while.",
      too_fast: "That was quick! Your messages go out by themselves in a moment.",
      protocol_version: "The chat has been updated. Please reload the page.",
      unavailable: "The service is unavailable now. Messages wait here and go out by themselves.",
      other: "Something went wrong with the chat. Please reload the page.",
    },
  },
};
