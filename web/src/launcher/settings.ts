import type { Language } from "../client/protocol";
import { languageOf } from "./language";

type Theme = "light" | "dark" | "auto";
type Position = "left" | "right";

/** The data- attributes of the script tag, docs/embedding.md. */
export interface LauncherSettings {
  /** The desk's address, ending in a slash: the folder that the script came from. */
  server: string;
  /** undefined: follow the page. */
  language: Language | undefined;
  title: string | undefined;
  theme: Theme;
  position: Position;
  token: string | undefined;
  open: boolean;
  /** Whether there is a button. */
  launcher: boolean;
}

export function settingsOf(script: HTMLScriptElement): LauncherSettings {
  const { language, title, theme, position, token, open, launcher } = script.dataset;
  return {
    server: new URL(".", script.src).href,
    language: languageOf(language),
    title: title || undefined,
    theme: theme === "light" || theme === "dark" ? theme : "auto",
    position: position === "left" ? "left" : "right",
    token: token || undefined,
    // `data-open` without a value means yes, as with boolean attributes.
    open: open !== undefined && open !== "false",
    launcher: launcher !== "false",
  };
}
