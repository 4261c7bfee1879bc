export const texts = {
  zh: {
    label: "这个回答有帮助吗？",
    up: "有帮助",
    down: "没帮助",
    thanks: "谢谢您的反馈！",
  },
  en: {
    label: "Did this answer help?",
    up: "It helped",
    down: "It did not help",
    thanks: "Thank you!",
  },
};
