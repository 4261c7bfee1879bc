export const texts = {
  zh: {
    heading: "审计日志",
    hint: "查看完整用户信息等敏感操作的记录，最新的在前。",
    at: "时间",
    agent: "客服",
    action: "操作",
    actions: { unmask: "显示完整信息", sign_in: "登录", sign_out: "退出登录" },
    conversation: "会话",
    none: "还没有记录",
    failed: "日志没能读取，请稍后再试。",
  },
  en: {
    heading: "Audit log",
    hint: "Who saw a visitor's details in full, and other sensitive actions; newest first.",
    at: "Time",
    agent: "Agent",
    action: "Action",
    actions: { unmask: "Showed details in full", sign_in: "Signed in", sign_out: "Signed out" },
    conversation: "Conversation",
    none: "Nothing yet",
    failed: "The log could not be read. Please try again later.",
  },
};
