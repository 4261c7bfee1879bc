import type { Language } from "../client/protocol";

interface LauncherTexts {
  region: string;
  open: string;
  close: string;
  loading: string;
  failed: string;
  retry: string;
  dismiss: string;
  unread(count: number): string;
}

export const TEXTS: Record<Language, LauncherTexts> = {
  zh: {
    region: "在线咨询",
    open: "打开在线咨询",
    close: "收起在线咨询",
    loading: "正在打开在线咨询…",
    failed: "没能打开在线咨询，请检查网络后重试。",
    retry: "重试",
    dismiss: "关闭提示",
    unread: (count) => `${count} 条新消息`,
  },
  en: {
    region: "Chat",
    open: "Open chat",
    close: "Close chat",
    loading: "Opening the chat…",
    failed: "The chat could not be opened. Check your connection and try again.",
    retry: "Try again",
    dismiss: "Dismiss",
    unread: (count) => `${count} new message${count === 1 ? "" : "s"}`,
  },
};
