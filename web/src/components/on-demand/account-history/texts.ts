export const texts = {
  zh: {
    title: "我的会话",
    loading: "正在查找…",
    none: "这个账号还没有会话。",
    states: { bot: "进行中", waiting: "等待客服", with_agent: "客服处理中", closed: "已结束" },
    current: "正在看的这一个",
    ticket: "工单 {number}",
    files: "{count} 个文件",
    unread: "{count} 条未读",
    back: "返回",
  },
  en: {
    title: "My conversations",
    loading: "Looking…",
    none: "There are no conversations of this account yet.",
    states: {
      bot: "Open",
      waiting: "Waiting for support",
      with_agent: "With support",
      closed: "Ended",
    },
    current: "This one",
    ticket: "Ticket {number}",
    files: "Files: {count}",
    unread: "Unread: {count}",
    back: "Back",
  },
};
