export const texts = {
  zh: { cancel: "取消", save: "保存" },
  en: { cancel: "Cancel", save: "Save" },
};
