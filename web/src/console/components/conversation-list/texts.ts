export const texts = {
  zh: {
    list: "会话列表",
    view: { queue: "等待队列", mine: "我的会话", tickets: "工单", all: "全部会话" },
    search: "搜索用户和客服写的内容、账号、工单号",
    filter: "筛选和排序（已用 {count} 项）",
    found: "找到 {count} 个会话",
    more: "显示更多",
    loading: "正在读取…",
    again: "重试",
  },
  en: {
    list: "Conversations",
    view: {
      queue: "Queue",
      mine: "My conversations",
      tickets: "Tickets",
      all: "All conversations",
    },
    search: "Search what visitors and agents wrote",
    filter: "Filters and order ({count} in use)",
    found: "{count} found",
    more: "Show more",
    loading: "Reading…",
    again: "Try again",
  },
};
