/** The words of the components for files, which are loaded with them. */

import type { Language } from "../client/protocol";
import { conversion } from "../components/conversion";

const zh = {
  sending: "正在发送的文件",
  waiting: "等待发送",
  sendingNow: "正在发送 {percent}%",
  checking: "正在检查…",
  offline: "现在没有网络：文件先留在这里，连上后自动继续发送，请不要关闭页面。",
  signedOut: "登录已过期，重新登录后继续发送。",
  cancel: "取消",
  cancelOne: "取消发送“{name}”",
  retry: "重试",
  retryOne: "重试发送“{name}”",
  remove: "移除",
  removeOne: "移除“{name}”",
  arrived: "“{name}”已发送。",
  putOff: "{name}：{why}",
  open: "下载",
  openOne: "下载“{name}”",
  opening: "正在取…",
  notOpened: "没能取到，请稍后再试。",
  delete: "删除",
  deleteOne: "删除“{name}”",
  sure: "删除后客服也看不到了，确定吗？",
  yes: "确定删除",
  no: "保留",
  notDeleted: "没能删除，请稍后再试。",
  picture: "图片“{name}”",
  pages: "{pages} 页",
  accepted: "客服已确认",
  again: "请重新发送：{reason}",
  deleted: "文件已删除",
  waits: {
    scanner_unavailable: "病毒扫描服务暂时没有响应，恢复后自动继续，请不要关闭页面。",
    unavailable: "服务器暂时收不了文件，恢复后自动继续，请不要关闭页面。",
    too_fast: "发送太频繁，稍等自动继续。",
  },
  most: "最大 {most}。",
  fault: {
    wrong_type: "只能发送照片（JPEG、PNG、WebP、HEIC）或 PDF。",
    too_large: "文件太大。{most}",
    too_many_pixels: "图片尺寸太大，请缩小后再发。",
    too_few_pixels: "图片太小，看不清内容，请重新拍一张。",
    too_many_pages: "PDF 页数太多，请分开发送。",
    unreadable: "文件打不开或已损坏，请换一份。",
    active_pdf: "这个 PDF 带有脚本、附件或可执行的操作，不能接收；请另存或打印成普通 PDF 再发。",
    locked_pdf: "这个 PDF 有密码，请去掉密码后再发。",
    infected: "病毒扫描没有通过，文件未接收。",
    too_many_files: "文件数量或总大小已到上限，请先删除不需要的文件。",
    storage_full: "服务器存储空间不足，暂时收不了文件，请稍后再试或先文字说明。",
    too_fast: "发送太频繁，请稍等。",
    closed: "对话已结束，文件没有发送。",
    blocked: "人工客服已停止为您服务，不能发送文件。",
    other: "没能发送，请重试。",
  },
};

const en: typeof zh = {
  sending: "Files being sent",
  waiting: "Waiting",
  sendingNow: "Sending, {percent}%",
  checking: "Being checked…",
  offline:
    "There is no connection: files stay here and go on by themselves once it is back. Please keep the page open.",
  signedOut: "Your sign-in has expired. Sending goes on when you have signed in again.",
  cancel: "Cancel",
  cancelOne: "Cancel “{name}”",
  retry: "Try again",
  retryOne: "Try again to send “{name}”",
  remove: "Remove",
  removeOne: "Remove “{name}”",
  arrived: "“{name}” was sent.",
  putOff: "{name}: {why}",
  open: "Download",
  openOne: "Download “{name}”",
  opening: "Fetching…",
  notOpened: "It could not be fetched. Please try again later.",
  delete: "Delete",
  deleteOne: "Delete “{name}”",
  sure: "Support won't be able to see it either. Delete it?",
  yes: "Delete it",
  no: "Keep it",
  notDeleted: "It could not be deleted. Please try again later.",
  picture: "Picture “{name}”",
  pages: "pages: {pages}",
  accepted: "Accepted by support",
  again: "Please send it again: {reason}",
  deleted: "Deleted file",
  waits: {
    scanner_unavailable:
      "The virus scanner does not answer. It goes on by itself; please keep the page open.",
    unavailable: "The desk can't take it now. It goes on by itself; please keep the page open.",
    too_fast: "Too many at once. It goes on by itself in a moment.",
  },
  most: "At most {most}.",
  fault: {
    wrong_type: "Only photos (JPEG, PNG, WebP, HEIC) and PDF files can be sent.",
    too_large: "The file is too large. {most}",
    too_many_pixels: "The picture has too many pixels. Please send a smaller one.",
    too_few_pixels: "The picture is too small to be read. Please take another one.",
    too_many_pages: "The PDF has too many pages. Please send it in parts.",
    unreadable: "The file is broken or can't be read. Please send another one.",
    active_pdf:
      "The PDF holds a script, a file or an action and can't be taken. Please print it to a plain PDF.",
    locked_pdf: "The PDF has a password. Please remove it first.",
    infected: "The virus scan found something, and the file was not taken.",
    too_many_files: "You have sent as much as can be kept. Please delete what is not needed.",
    storage_full:
      "The server has no room for files right now. Please try again later, or write what it is about.",
    too_fast: "Too many at once. Please wait a moment.",
    closed: "The chat has ended, and the file was not sent.",
    blocked: "Support has stopped serving you in person, and takes no files.",
    other: "It could not be sent. Please try again.",
  },
};

export const texts: Record<Language, typeof zh> = { zh, en };

type Key = Exclude<keyof typeof zh, "fault" | "waits" | "most">;

/** Return a text with its {names} filled in. */
export function words(
  language: Language,
  key: Key,
  values: Record<string, string | number> = {},
): string {
  return filled(texts[language][key], values);
}

/** Return whether there are words for why a file was not sent. */
export function isFileFault(fault: string): boolean {
  return fault in zh.fault;
}

/** Return why a file was not sent; `most`: how large one may be. */
export function faultWords(language: Language, fault: string, most = ""): string {
  const known: Record<string, string> = texts[language].fault;
  const limit = most && filled(texts[language].most, { most });
  return filled(known[fault] ?? texts[language].fault.other, { most: limit }).trim();
}

/** Return why a file waits, or that it does. */
export function waitingWords(language: Language, fault: string | null): string {
  const known: Record<string, string> = texts[language].waits;
  return conversion.value((fault !== null && known[fault]) || texts[language].waiting);
}

/** Return a size as people read it. */
export function sizeWords(bytes: number): string {
  if (bytes < 1_000_000) {
    return `${Math.max(1, Math.round(bytes / 1000))} KB`;
  }
  return `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)} MB`;
}

function filled(text: string, values: Record<string, string | number>): string {
  return conversion
    .value(text)
    .replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
}
