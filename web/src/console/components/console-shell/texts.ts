export const texts = {
  zh: {
    list: "会话列表",
    panel: "用户信息",
    more: "更多",
    deleted: "用户删除了一个由您接待的会话，对话已结束。",
  },
  en: {
    list: "Conversations",
    panel: "Visitor details",
    more: "More",
    deleted: "A visitor deleted a conversation that you had. It has ended.",
  },
};
