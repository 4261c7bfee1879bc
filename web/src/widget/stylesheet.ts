/** Add CSS to a shadow root as a constructable style sheet, which the strictest
 * Content-Security-Policy allows. Browsers from before 2023 that lack them, and jsdom, get an
 * element. */
export function addStyles(root: ShadowRoot, css: string): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  } catch {
    const element = document.createElement("style");
    element.textContent = css;
    root.prepend(element);
  }
}
