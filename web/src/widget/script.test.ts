import { afterEach, expect, it, vi } from "vitest";

import { faultWords, words } from "../files/texts";
import { panelTexts, showTraditional } from "./i18n";
import { readsTraditional, speaksTraditional } from "./script";
import { traditional } from "./traditional";

const said = (text: string, author = "assistant") => ({ author, text });

it("takes the script of the newest message of the assistant that tells", () => {
  const simplified = said("请到这个网站办理，还没有结果。");
  const older = said("請到這個網站辦理，還沒有結果。");
  expect(speaksTraditional([])).toBe(false);
  expect(speaksTraditional([simplified, older])).toBe(true);
  expect(speaksTraditional([older, simplified])).toBe(false);
  expect(speaksTraditional([older, said("OK"), said("这个", "visitor")])).toBe(true);
});

it("takes the page's characters until a message tells", () => {
  expect(speaksTraditional([], true)).toBe(true);
  expect(speaksTraditional([said("OK")], true)).toBe(true);
  expect(speaksTraditional([said("请到这个网站办理。")], true)).toBe(false);
});

afterEach(() => {
  document.head.replaceChildren();
  document.documentElement.lang = "";
  vi.unstubAllGlobals();
});

it.each([
  ["zh-TW", "", [], true],
  [undefined, "zh-HK", ["zh-CN"], true],
  [undefined, "", ["en-US", "zh-Hant-TW"], true],
  [undefined, "en", ["zh-mo"], true],
  ["zh-CN", "zh-TW", ["zh-TW"], false],
  ["zh", "zh-TW", [], false],
  [undefined, "zh-Hans", ["zh-TW"], false],
  [undefined, "", ["en"], false],
  [undefined, "", [], false],
])("reads the characters off launcher %s, page %s, browser %s", (own, page, browser, wanted) => {
  const server = "https://desk.example/chat/";
  for (const [src, language] of [
    ["https://other.example/a.js", "zh-TW"],
    [`${server}beian-chat.js`, own],
  ]) {
    const script = document.createElement("script");
    script.setAttribute("src", src!);
    if (language !== undefined) {
      script.dataset.language = language;
    }
    script.type = "text/plain";
    document.head.append(script);
  }
  document.documentElement.lang = page;
  vi.stubGlobal("navigator", { languages: browser });
  expect(readsTraditional(server)).toBe(wanted);
});

it("takes no name on file for the assistant's own characters", () => {
  expect(speaksTraditional([said("请看：吳佳穎 佳穎茶記")])).toBe(false);
  expect(speaksTraditional([said("請看這個：苏州无为网络有限公司 粤ICP备2021900112号")])).toBe(
    true,
  );
});

it("shows the panel's texts in Traditional characters, and what stands in them as it is", async () => {
  const i18n = panelTexts("zh");
  i18n.global.mergeLocaleMessage("zh", { own: { text: "这份文件：{file}" } });
  expect(i18n.global.t("own.text", { file: "备案.pdf" })).toBe("这份文件：备案.pdf");
  await showTraditional(true);
  expect(i18n.global.t("chat-composer.label")).toBe("輸入訊息");
  expect(i18n.global.t("own.text", { file: "备案.pdf" })).toBe("這份文件：备案.pdf");
  expect(words("zh", "retryOne", { name: "备案.jpg" })).toBe("重試傳送「备案.jpg」");
  expect(faultWords("zh", "too_large", "10 MB")).toBe("檔案太大。最大 10 MB。");
  await showTraditional(false);
  expect(i18n.global.t("chat-composer.label")).toBe("输入消息");
});

it("uses the words of those who write them, and the longest that fits", () => {
  expect(traditional("在线")).toBe("線上");
  expect(traditional("登录已过期")).toBe("登入已過期");
  expect(traditional("文件第一页的预览")).toBe("文件第一頁的預覽");
  expect(traditional("链接和文件")).toBe("連結和檔案");
});

it("converts by phrases where a character alone does not tell", () => {
  expect(traditional("复制")).toBe("複製");
  expect(traditional("答复。")).toBe("答覆。");
});
