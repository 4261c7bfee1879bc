export const texts = {
  zh: {
    actions: "操作",
    loading: "正在读取…",
    refresh: "刷新",
    add: "新增",
    edit: "编辑",
    editOf: "编辑 {name}",
    remove: "删除",
    removeOf: "删除 {name}",
    cancel: "取消",
  },
  en: {
    actions: "Actions",
    loading: "Reading…",
    refresh: "Refresh",
    add: "Add",
    edit: "Edit",
    editOf: "Edit {name}",
    remove: "Delete",
    removeOf: "Delete {name}",
    cancel: "Cancel",
  },
};
