export const texts = {
  zh: {
    bot: "助手接待中",
    waiting: "等待人工",
    mine: "我在接待",
    with_agent: "{agent} 接待中",
    closed: "已结束",
  },
  en: {
    bot: "With the assistant",
    waiting: "Waiting",
    mine: "With me",
    with_agent: "With {agent}",
    closed: "Closed",
  },
};
