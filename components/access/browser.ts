const BROWSERS = [
  ["Edge", /\bEdg(?:e|A|iOS)?\/(\d+)/],
  ["Opera", /\bOPR\/(\d+)/],
  ["Firefox", /\b(?:Firefox|FxiOS)\/(\d+)/],
  ["Chrome", /\b(?:Chrome|CriOS|HeadlessChrome)\/(\d+)/],
  ["Safari", /\bVersion\/(\d+).*Safari\//],
] as const;
const SYSTEMS = [
  ["Windows", /Windows NT/],
  ["Android", /Android/],
  ["iOS", /iPhone|iPad/],
  ["macOS", /Mac OS X/],
  ["HarmonyOS", /HarmonyOS|OpenHarmony/],
  ["Linux", /Linux/],
] as const;

/** A browser's name for itself in words people know: "Firefox 140, Windows"; undefined when nothing is recognised. */
export function browserOf(agent: string): string | undefined {
  const browser = BROWSERS.map(([name, pattern]) => ({ name, version: pattern.exec(agent)?.[1] })).find(({ version }) => version !== undefined);
  const system = SYSTEMS.find(([, pattern]) => pattern.test(agent))?.[0];
  const parts = [browser && `${browser.name} ${browser.version}`, system].filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join(", ") : undefined;
}
