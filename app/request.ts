import { hasLocale } from "next-intl";
import { getRequestConfig } from "next-intl/server";
import { routing } from "./routing.ts";

type Area = Record<string, unknown>;

/** Every messages/<locale>/<area>.json; a new area is a new pair of files and nothing else. */
const areas = import.meta.glob<Area>("../messages/*/*.json", { import: "default" });
const PATH = /\/messages\/([^/]+)\/([^/]+)\.json$/;

const held = new Map<string, Promise<Record<string, Area>>>();

/** What a request is worded in: the messages of its language, each area one namespace, and the regulator's clock. */
export default getRequestConfig(async ({ requestLocale }) => {
  const asked = await requestLocale;
  const locale = hasLocale(routing.locales, asked) ? asked : routing.defaultLocale;
  return { locale, messages: await messagesOf(locale), timeZone: "Asia/Shanghai" };
});

/** All messages of one language, read once in a process. */
export function messagesOf(locale: string): Promise<Record<string, Area>> {
  const known = held.get(locale) ?? load(locale);
  held.set(locale, known);
  return known;
}

async function load(locale: string): Promise<Record<string, Area>> {
  const files = Object.entries(areas).flatMap(([path, read]) => {
    const [, of, area] = PATH.exec(path) ?? [];
    return of === locale && area !== undefined ? [{ area, read }] : [];
  });
  return Object.fromEntries(await Promise.all(files.map(async ({ area, read }) => [area, await read()] as const)));
}
