export const texts = {
  zh: {
    title: "您还有 {count} 个会话没有结束：",
    what: "关闭工作台后，这些用户会回到队列，由其他客服接手；下班时间则记成工单。可以先转交、交还助手或结束会话。",
    close: "知道了",
    separator: "、",
    gap: "",
    signOut: "退出登录？",
    question: "{title}{names}。{what}",
    signOutNow: "退出，交回队列",
    cancel: "取消",
  },
  en: {
    title: "You still have a conversation: | You still have {count} conversations:",
    what: "When you leave, these visitors go back to the queue for your colleagues; outside opening hours their questions become tickets. You can assign, return or close them first.",
    close: "Understood",
    separator: ", ",
    gap: " ",
    signOut: "Sign out?",
    question: "{title} {names}. {what}",
    signOutNow: "Sign out, back to the queue",
    cancel: "Cancel",
  },
};
