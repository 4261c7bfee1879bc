/** The words of the shell; those of the panel's parts are in components/. */
export const SHELL_TEXTS = {
  zh: {
    notice: "备案注销助手有新消息",
    agentNotice: "人工客服有新消息",
    transcriptPartial: "（现在没有网络，更早的消息没能取得。）",
  },
  en: {
    notice: "New message from the filing assistant",
    agentNotice: "New message from a person of the support desk",
    transcriptPartial: "(Earlier messages could not be fetched: there is no connection now.)",
  },
} as const;
