export const texts = {
  zh: {
    title: "这次聊得怎么样？",
    why: "您的评价会帮我们改进。",
    score: "评分",
    scores: { s1: "很不满意", s2: "不满意", s3: "一般", s4: "满意", s5: "很满意" },
    comment: "想对我们说什么？（选填）",
    submit: "提交",
    send: "提交并开始新对话",
    skip: "跳过，开始新对话",
    back: "返回对话",
  },
  en: {
    title: "How was this chat?",
    why: "Your rating helps us do better.",
    score: "Rating",
    scores: { s1: "Very poor", s2: "Poor", s3: "Fair", s4: "Good", s5: "Very good" },
    comment: "Anything you want to tell us? (optional)",
    submit: "Send",
    send: "Send and begin anew",
    skip: "Skip and begin anew",
    back: "Back to the chat",
  },
};
