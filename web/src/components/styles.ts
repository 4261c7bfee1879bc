/** Every style sheet of the components as one text, for a constructable style sheet in the
 * widget's shadow root: a style element would be refused by a strict Content-Security-Policy. */

import base from "./base.css?inline";
import theme from "./theme.css?inline";

const ofFolders = import.meta.glob<string>("./*/*.css", {
  query: "?inline",
  import: "default",
  eager: true,
});

export const styles: string = [theme, base, ...Object.values(ofFolders)].join("\n");
