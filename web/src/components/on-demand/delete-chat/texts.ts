export const texts = {
  zh: {
    title: "删除这次对话？",
    what: "全部消息、发送的文件、材料清单和评价都会永久删除，您的其他设备上也一样，无法恢复。需要留底的话，请先下载聊天记录。",
    person: "客服会看到您已删除，与客服的对话随即结束。",
    ticket: "您留下的问题（{number}）也会删除，不会再有答复。",
    submit: "永久删除",
    underWay: "正在删除…",
    failed: "没能删除，请稍后再试。",
    keep: "保留对话",
  },
  en: {
    title: "Delete this chat?",
    what: "All messages, the files you sent, the checklist of papers and your ratings are deleted for good, on your other devices too. This can't be undone. To keep a copy, download the chat first.",
    person: "The support team sees that you deleted it, and your chat with them ends.",
    ticket: "The question that you left ({number}) is deleted too, and will not be answered.",
    submit: "Delete for good",
    underWay: "Deleting…",
    failed: "It could not be deleted. Please try again later.",
    keep: "Keep the chat",
  },
};
