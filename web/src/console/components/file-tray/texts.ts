export const texts = {
  zh: { sending: "正在发送的文件" },
  en: { sending: "Files being sent" },
};
