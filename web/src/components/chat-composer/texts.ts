export const texts = {
  zh: {
    label: "输入消息",
    placeholder: "请输入您的问题…",
    begin: "输入问题，开始新对话…",
    hint: "按回车发送，Shift+回车换行",
    send: "发送",
    attach: "发送文件（照片或 PDF）",
    camera: "拍照",
    count: "{count} / {limit}",
    tooLong: "超出 {over} 字，请缩短或分几次发。",
  },
  en: {
    label: "Your message",
    placeholder: "Ask a question…",
    begin: "Ask a question in a new conversation…",
    hint: "Enter sends, Shift+Enter begins a new line",
    send: "Send",
    attach: "Send files (photos or PDF)",
    camera: "Take a photo",
    count: "{count} / {limit}",
    tooLong: "Too long by {over}: please shorten it or send it in parts.",
  },
};
