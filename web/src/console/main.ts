/** The entry point of the console's page. */

import "./styles";

import { createApp } from "vue";

import { browserAlarm } from "./alarm";
import { Api } from "./api";
import ConsoleApp from "./components/console-app/ConsoleApp.vue";
import { elementTexts } from "./element-texts";
import { consoleTexts, firstLanguage } from "./i18n";
import { CONSOLE, DeskConsole } from "./store/console";

const i18n = consoleTexts(firstLanguage());

const alarm = browserAlarm(
  () => ({
    title: i18n.global.t("console-app.noticeTitle"),
    body: i18n.global.t("console-app.noticeBody"),
  }),
  (conversation) => void desk.show({ view: "queue", conversation }),
);

function openSocket(): WebSocket {
  const url = new URL("/console/api/events", location.href);
  url.protocol = url.protocol === "http:" ? "ws:" : "wss:";
  return new WebSocket(url);
}

const desk = new DeskConsole({
  api: new Api((path, init) => fetch(path, init)),
  openSocket,
  alarm,
});

const dark = matchMedia("(prefers-color-scheme: dark)");
const followSystem = () => document.documentElement.classList.toggle("dark", dark.matches);
dark.addEventListener("change", followSystem);
followSystem();

createApp(ConsoleApp)
  .use(i18n)
  .use(elementTexts(i18n.global.locale))
  .provide(CONSOLE, desk)
  .mount("#console");
void desk.start();
