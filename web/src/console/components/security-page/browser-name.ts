/** The order counts: browsers name those that they are like, too. */
const BROWSERS: readonly (readonly [name: string, known: RegExp])[] = [
  ["WeChat", /MicroMessenger\/(\d+)/],
  ["Edge", /Edg\w*\/(\d+)/],
  ["Opera", /OPR\/(\d+)/],
  ["Firefox", /(?:Firefox|FxiOS)\/(\d+)/],
  ["Chrome", /(?:Chrome|CriOS)\/(\d+)/],
  ["Safari", /Version\/(\d+)\S* (?:Mobile\/\S+ )?Safari/],
];
const SYSTEMS: readonly (readonly [name: string, known: RegExp])[] = [
  ["HarmonyOS", /HarmonyOS|OpenHarmony/],
  ["Android", /Android/],
  ["iOS", /iPhone|iPad/],
  ["macOS", /Mac OS X/],
  ["Windows", /Windows/],
  ["Linux", /Linux/],
];

/** Return what a browser calls itself as people know it ("Chrome 150 · Windows"), or unchanged where
 * it is none of these. */
export function browserName(userAgent: string): string {
  const browser = BROWSERS.find(([, known]) => known.test(userAgent));
  if (!browser) {
    return userAgent;
  }
  const [name, known] = browser;
  const system = SYSTEMS.find(([, one]) => one.test(userAgent))?.[0];
  const version = `${name} ${known.exec(userAgent)?.[1]}`;
  return system ? `${version} · ${system}` : version;
}
