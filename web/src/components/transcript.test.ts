import { expect, it } from "vitest";

import { exampleCard, exampleMessage } from "./testing/examples";
import { transcript } from "./transcript";

const at = (day: number, minute: number) => new Date(2026, 10, day, 9, minute).toISOString();
const messages = [
  exampleMessage({ seq: 1, at: at(23, 1), text: "您好！" }),
  exampleMessage({
    seq: 2,
    at: at(24, 2),
    text: "声明书：",
    links: [{ title: "下载", url: "https://desk.example/letter.docx" }],
  }),
  exampleMessage({ seq: 3, at: at(24, 3), author: "visitor", text: "多谢\n再见" }),
  exampleMessage({ seq: null, at: at(24, 4), author: "visitor", text: "x", delivery: "failed" }),
];

it("has days, times, authors, texts and links, without what was never sent", () => {
  expect(transcript(messages, "zh")).toBe(
    [
      "2026年11月23日周一\n",
      "[09:01] 助手：\n您好！\n",
      "2026年11月24日周二\n",
      "[09:02] 助手：\n声明书：\n下载： https://desk.example/letter.docx\n",
      "[09:03] 您：\n多谢\n再见\n",
    ].join("\n"),
  );
});

it("names the agent", () => {
  const agent = exampleMessage({ at: at(24, 5), author: "agent", name: "小李", text: "您好" });
  expect(transcript([agent], "zh")).toContain("[09:05] 小李 · 人工客服：\n您好\n");
});

it("is written in the language of the chat", () => {
  expect(transcript(messages, "en")).toContain("Mon, 23 November 2026\n\n[09:01] Assistant:\n");
});

it("holds what a card says", () => {
  const card = exampleCard({ title: "Letter", lines: ["Sign it.", "Date it."] });
  expect(transcript([exampleMessage({ at: at(24, 5), text: "Here:", card })], "en")).toContain(
    "Assistant:\nHere:\nLetter\nSign it.\nDate it.\n",
  );
});

it("is empty where nothing was said", () => {
  expect(transcript([], "en")).toBe("");
});
