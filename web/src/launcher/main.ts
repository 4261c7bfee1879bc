/** widget.js: the script that pages embed, docs/embedding.md. */

import type { ChatModule } from "../widget/contract";
import { apiOf } from "./api";
import { newEmitter } from "./emitter";
import { launcherOf } from "./launcher";
import { settingsOf } from "./settings";
import type * as Teaser from "./teaser";

/** Names of files with their hashes: set by vite.launcher.config.ts. */
declare const __CHAT_FILE__: string;
declare const __TEASER_FILE__: string;
declare const __VERSION__: string;

/** How long a page that was written anew has to bring the chat by a tag of its own. */
const OWN_TAG_MS = 1000;

function start(script: HTMLScriptElement): void {
  const before = window.BeianChat;
  if (before && "version" in before) {
    return; // The page has the tag twice.
  }
  const settings = settingsOf(script);
  const emitter = newEmitter();
  const load = (file: string): Promise<unknown> => {
    const url = settings.server + file;
    return import(/* @vite-ignore */ url);
  };
  const launcher = launcherOf(
    settings,
    emitter,
    (attempt) => load(__CHAT_FILE__ + (attempt ? `?${attempt}` : "")) as Promise<ChatModule>,
    (identity) => {
      window.BeianChat = { queue: identity === undefined ? [] : [["identify", identity]] };
      setTimeout(() => start(script), OWN_TAG_MS);
    },
  );
  const api = apiOf(launcher, emitter, __VERSION__);
  window.BeianChat = api;
  for (const call of before?.queue ?? []) {
    try {
      api.queue.push(call);
    } catch (error) {
      console.error(error);
    }
  }
  const begin = (): void => {
    launcher.start();
    const { teaser, teaserAfter = 10 } = script.dataset;
    if (teaser && settings.launcher) {
      void (load(__TEASER_FILE__) as Promise<typeof Teaser>).then(({ tease }) =>
        tease(launcher.root, teaser, +teaserAfter),
      );
    }
  };
  /** Start where people are at the desk, or where nobody can tell; else look again in a while. */
  const startInHours = (): void => {
    void fetch(`${settings.server}chat/hours`)
      .then((answer) => answer.json())
      .then((hours: { open?: boolean } | null) => {
        if (hours?.open === false) {
          setTimeout(startInHours, 300_000);
        } else {
          begin();
        }
      }, begin);
  };
  if (script.dataset.launcher === "hours") {
    startInHours();
  } else {
    begin();
  }
}

const tag = document.currentScript;
if (tag && "src" in tag) {
  start(tag);
} else {
  console.error("BeianChat needs a plain script tag.");
}
