/** A small application in React with the chat, for a test in the browser. */

import { createElement as h, StrictMode, useState } from "react";
import { createRoot } from "react-dom/client";
import { BeianChat, useBeianChat, type Identity } from "../react";
import { deskOfPage, signInAtSite } from "./site";

function App() {
  const [identity, setIdentity] = useState<Identity>(null);
  const [heard, setHeard] = useState<readonly string[]>([]);
  const chat = useBeianChat();
  const note = (what: string) => setHeard((before) => [...before, what]);
  return h(
    "main",
    null,
    h("h1", null, "React"),
    h("button", { id: "help", onClick: () => chat.open() }, "Help"),
    h("output", null, heard.join(" ")),
    h(BeianChat, {
      desk: deskOfPage(),
      language: "zh",
      theme: "light",
      identity,
      onReady: () => note("ready"),
      onOpen: () => note("open"),
      onMessage: ({ author }) => note(`message:${author}`),
      onSigninWanted: () => {
        note("signin-wanted");
        setIdentity(() => signInAtSite);
      },
    }),
  );
}

createRoot(document.querySelector("#app")!).render(h(StrictMode, null, h(App)));
