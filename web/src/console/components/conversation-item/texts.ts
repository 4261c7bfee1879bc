export const texts = {
  zh: {
    visitor: "访客 {id}",
    from: { visitor: "", assistant: "助手：", agent: "客服：", notice: "系统：" },
    empty: "还没有消息",
    language: { zh: "中文", en: "英文" },
    reason: {
      request_human: "要求人工",
      not_understood: "助手未理解",
      thumbs_down: "两次差评",
      order_overdue: "订单超期",
      papers_ready: "材料待寄送",
    },
    due: "{time} 前答复",
    overdue: "已过答复期限",
  },
  en: {
    visitor: "Visitor {id}",
    from: { visitor: "", assistant: "Assistant: ", agent: "Agent: ", notice: "Desk: " },
    empty: "No messages yet",
    language: { zh: "Chinese", en: "English" },
    reason: {
      request_human: "Asked for a person",
      not_understood: "Not understood",
      thumbs_down: "Thumbs down twice",
      order_overdue: "Order overdue",
      papers_ready: "Papers ready",
    },
    due: "Due {time}",
    overdue: "Overdue",
  },
};
