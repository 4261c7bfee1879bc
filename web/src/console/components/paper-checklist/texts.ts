export const texts = {
  zh: {
    complete: "材料齐了",
    ready: "已备好 {ready} 份，共 {all} 份",
    states: {
      open: "未备",
      half: "只有一面",
      ticked: "用户说已备好",
      sent: "已发来，待查看",
      accepted: "已确认",
      again: "等用户重发",
    },
  },
  en: {
    complete: "All papers are there",
    ready: "{ready} of {all} are ready",
    states: {
      open: "Missing",
      half: "One side only",
      ticked: "Ready, says the visitor",
      sent: "Sent, to be looked at",
      accepted: "Accepted",
      again: "Wanted again",
    },
  },
};
