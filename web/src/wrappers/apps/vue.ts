/** A small application in Vue with the chat, for a test in the browser. */

import { createApp, defineComponent, h, ref } from "vue";
import { BeianChat, useBeianChat, type Identity } from "../vue";
import { deskOfPage, signInAtSite } from "./site";

const App = defineComponent(() => {
  const identity = ref<Identity>(null);
  const heard = ref<string[]>([]);
  const chat = useBeianChat();
  const note = (what: string) => void heard.value.push(what);
  return () =>
    h("main", [
      h("h1", "Vue"),
      h("button", { id: "help", onClick: () => chat.open() }, "Help"),
      h("output", heard.value.join(" ")),
      h(BeianChat, {
        desk: deskOfPage(),
        language: "zh",
        theme: "light",
        identity: identity.value,
        onReady: () => note("ready"),
        onOpen: () => note("open"),
        onMessage: ({ author }) => note(`message:${author}`),
        onSigninWanted: () => {
          note("signin-wanted");
          identity.value = signInAtSite;
        },
      }),
    ]);
});

createApp(App).mount("#app");
