export const texts = {
  zh: {
    label: "助手建议的回复",
    loading: "助手正在准备建议…",
    unavailable: "助手暂时无法给出建议。",
    nothing: "助手没有可建议的回复。",
    basis: "{topic}，{percent}%",
    send: "直接发送",
    edit: "编辑后发送",
    drop: "不采用",
  },
  en: {
    label: "Suggested answer",
    loading: "The assistant prepares a suggestion…",
    unavailable: "The assistant has no suggestion just now.",
    nothing: "The assistant has nothing to suggest.",
    basis: "{topic}, {percent}%",
    send: "Send",
    edit: "Edit",
    drop: "Drop",
  },
};
