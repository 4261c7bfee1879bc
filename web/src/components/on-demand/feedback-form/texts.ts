export const texts = {
  zh: {
    why: "哪里不好？",
    reason: {
      wrong: "说得不对",
      incomplete: "不完整",
      unclear: "看不懂",
      off_topic: "答非所问",
      other: "其他",
    },
    comment: "还想说点什么？（选填）",
    submit: "提交",
    cancel: "取消",
  },
  en: {
    why: "What was wrong with it?",
    reason: {
      wrong: "It is not right",
      incomplete: "Something is missing",
      unclear: "Hard to understand",
      off_topic: "Not what I asked",
      other: "Something else",
    },
    comment: "Anything to add? (optional)",
    submit: "Submit",
    cancel: "Cancel",
  },
};
