export const texts = {
  zh: {
    none: "还没有回答过主题",
    undated: "无日期",
    confidence: { high: "可靠", medium: "一般可靠", low: "不可靠" },
  },
  en: {
    none: "No topic was answered yet",
    undated: "no date",
    confidence: { high: "high confidence", medium: "medium confidence", low: "low confidence" },
  },
};
