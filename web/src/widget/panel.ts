import { createApp, h, shallowRef } from "vue";
import type { Language } from "../client/protocol";
import type { Chat } from "../client/state";
import { styles } from "../components/styles";
import ChatShell from "./ChatShell.vue";
import type { ChatController, MountOptions, ToldPage } from "./contract";
import frameStyles from "./frame.css?inline";
import { panelTexts, showTraditional } from "./i18n";
import type { SignIn } from "./sign-in";
import { addStyles } from "./stylesheet";
import { keepFocus } from "./stolen-focus";

/** Draw the panel of a chat, and connect the chat. */
export function drawPanel(chat: Chat, signIn: SignIn, options: MountOptions): ChatController {
  const i18n = panelTexts(options.language);
  const setLocale = (language: Language): void => {
    i18n.global.locale.value = language;
  };
  const shell = shallowRef<InstanceType<typeof ChatShell>>();
  const app = createApp(() =>
    h(ChatShell, {
      ref: shell,
      chat,
      ...(options.title === undefined ? {} : { title: options.title }),
      hasButton: options.hasButton,
      tell: options.emit,
      hears: options.hears,
      scriptChosen: (traditional: boolean) => void showTraditional(traditional).catch(() => {}),
      languageChosen: (language: Language) => {
        setLocale(language);
        options.languageChosen(language);
      },
      returnFocus: options.returnFocus,
    }),
  );
  addStyles(options.root, styles + frameStyles);
  const place = document.createElement("div");
  options.root.append(place);
  app.use(i18n).mount(place);
  keepFocus(options.root, options.into);
  options.emit("ready", undefined);
  void signIn.connect(chat);
  const setPage = (page: ToldPage): void =>
    void import("./page-telling").then(({ tellPage }) => tellPage(chat, page));
  if (options.page) {
    setPage(options.page);
  }
  return {
    get isOpen() {
      return shell.value?.isOpen ?? false;
    },
    open: (focus) => void shell.value?.open(focus),
    close: () => shell.value?.close(),
    identify: (identity) => void signIn.identify(identity),
    setLanguage(language) {
      setLocale(language);
      chat.setLanguage(language);
    },
    setPage,
  };
}
