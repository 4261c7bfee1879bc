/** Return an icon as nodes: pages with Trusted Types would refuse HTML. */

const SVG = "http://www.w3.org/2000/svg";

const PATHS = {
  chat: "M6.3 17.1l-.7 3.4 3.8-1.9a9 7.7 0 1 0-3.1-1.5z",
  down: "M6 9.5l6 6 6-6",
  cross: "M7 7l10 10M17 7L7 17",
} as const;

export function icon(name: keyof typeof PATHS): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", `beian-launcher-icon beian-launcher-icon-${name}`);
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
