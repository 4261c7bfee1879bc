/** Every style sheet of the components as one text, for a constructable style sheet in the
 * widget's shadow root, where the launcher has put theme.css. A style element would be refused by a
 * strict Content-Security-Policy. */

import base from "./base.css?inline";
import theme from "./panel-theme.css?inline";

const ofFolders = import.meta.glob<string>("./*/*.css", {
  query: "?inline",
  import: "default",
  eager: true,
});

export const styles: string = [theme, base, ...Object.values(ofFolders)].join("\n");
