export const texts = {
  zh: { list: "会话列表", panel: "用户信息", more: "更多" },
  en: { list: "Conversations", panel: "Visitor details", more: "More" },
};
