export const texts = {
  zh: { waiting: "已等待 {time}" },
  en: { waiting: "Waiting for {time}" },
};
