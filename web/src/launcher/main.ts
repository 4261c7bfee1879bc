/** widget.js: the script that pages embed, docs/embedding.md. */

import type { ChatModule } from "../widget/contract";
import { apiOf } from "./api";
import { newEmitter } from "./emitter";
import { launcherOf } from "./launcher";
import { settingsOf } from "./settings";

/** The chat module's file name, with its hash: set by vite.launcher.config.ts. */
declare const __CHAT_FILE__: string;
declare const __VERSION__: string;

function start(script: HTMLScriptElement): void {
  const before = window.BeianChat;
  if (before && "version" in before) {
    return; // The page has the tag twice.
  }
  const settings = settingsOf(script);
  const emitter = newEmitter();
  const launcher = launcherOf(settings, emitter, (attempt) => {
    const url = new URL(__CHAT_FILE__, settings.server);
    if (attempt > 0) {
      url.search = `?attempt=${attempt}`;
    }
    return import(/* @vite-ignore */ url.href) as Promise<ChatModule>;
  });
  const api = apiOf(launcher, emitter, __VERSION__);
  window.BeianChat = api;
  for (const call of before?.queue ?? []) {
    try {
      api.queue.push(call);
    } catch (error) {
      console.error(error);
    }
  }
  /** Start where people are at the desk, or where nobody can tell; else look again in a while. */
  const startInHours = (): void =>
    void fetch(`${settings.server}chat/hours`)
      .then((answer) => answer.json() as Promise<{ open?: boolean }>)
      .catch(() => null)
      .then((hours) => {
        if (hours?.open === false) {
          setTimeout(startInHours, 300_000);
        } else {
          launcher.start();
        }
      });
  if (script.dataset.launcher === "hours") {
    startInHours();
  } else {
    launcher.start();
  }
}

if (document.currentScript instanceof HTMLScriptElement) {
  start(document.currentScript);
} else {
  console.error("Beian chat needs a plain script tag.");
}
