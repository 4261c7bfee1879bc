/** The chat module that the launcher loads: draws the panel and connects it to the desk. */

import { ChatClient } from "../client/client";
import type { ChatController, MountOptions } from "./contract";
import { drawPanel } from "./panel";
import { readsTraditional } from "./script";
import { SignIn } from "./sign-in";

export function mount(options: MountOptions): ChatController {
  const signIn = new SignIn(options.identity, options.emit);
  const chat = new ChatClient({
    server: options.server,
    language: options.language,
    readsTraditional: readsTraditional(options.server),
    getToken: signIn.newToken,
  });
  return drawPanel(chat, signIn, options);
}
