export const texts = {
  zh: { add: "添加标签，回车确认", remove: "移除标签 {tag}", tags: "标签" },
  en: { add: "Add a tag, Enter confirms", remove: "Remove tag {tag}", tags: "Tags" },
};
