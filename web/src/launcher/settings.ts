import type { Language } from "../client/protocol";
import type { ToldPage } from "../widget/contract";
import { languageOf } from "./language";

/** The data- attributes of the script tag, docs/embedding.md. */
export interface LauncherSettings {
  /** The desk's address, ending in a slash: the folder that the script came from. */
  server: string;
  /** undefined: follow the page. */
  language: Language | undefined;
  title: string | undefined;
  theme: "light" | "dark" | "auto";
  position: "left" | "right";
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
    position: position === "left" ? position : "right",
    token: token || undefined,
    open: isOn(open),
    page: isOn(page),
    launcher: launcher !== "false",
  };
}

/** Without a value it means yes, as with boolean attributes. */
function isOn(attribute = "false"): boolean {
  return attribute !== "false";
}
