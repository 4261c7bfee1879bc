import type { Language } from "../client/protocol";
import type { ToldPage } from "../widget/contract";
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
  /** Whether agents see the page that the visitor is on. */
  page: ToldPage;
  /** Whether there is a button. */
  launcher: boolean;
}

export function settingsOf(script: HTMLScriptElement): LauncherSettings {
  const { language, title, theme, position, token, open, page, launcher } = script.dataset;
  return {
    // Without URL, which many a page uses as a name of its own.
    server: script.src.replace(/[^/]*([?#].*)?$/, ""),
    language: languageOf(language),
    title: title || undefined,
    theme: theme === "light" || theme === "dark" ? theme : "auto",
    position: position === "left" ? "left" : "right",
    token: token || undefined,
    // `data-open` without a value means yes, as with boolean attributes; and so does `data-page`.
    open: open !== undefined && open !== "false",
    page: page !== undefined && page !== "false",
    launcher: launcher !== "false",
  };
}
