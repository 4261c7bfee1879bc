/** Adds CSS to a shadow root as a constructable stylesheet, which the strictest
 * Content-Security-Policy allows. Browsers from before 2023 that cannot (and jsdom) get an
 * element. */
export function addStyles(root: ShadowRoot, css: string): void {
  if ("adoptedStyleSheets" in root && "replaceSync" in CSSStyleSheet.prototype) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    return;
  }
  const element = document.createElement("style");
  element.textContent = css;
  root.prepend(element);
}
