import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { request, type Browser } from "playwright";
import { roomsOf } from "../../components/frame/rooms.ts";
import { enter, type Visitor } from "../../e2e/entrance.ts";
import { isRole } from "../../lib/access/permission.ts";
import { exampleOf, furtherExamples, isDynamic, type Found, type Screen } from "./screens.ts";
import { linksOf, LOCALES, SIZES, visitAll, type Camera, type Photo, type Seen, type Stop, type Visit, type Way } from "./visit.ts";

/** Who goes round: one person for each role, and a visitor who has not signed in. */
export type Guest = { readonly role: string; readonly person: Visitor | undefined };

/** Everything a tour saw: its photographs, what is noted, and what is wrong, as sentences. */
export type Tour = { readonly photos: readonly Photo[]; readonly notes: readonly string[]; readonly wrong: readonly string[] };

type Round = { readonly guest: Guest; readonly cookies: Way["cookies"]; readonly stops: Map<string, Stop>; readonly seen: Map<string, Seen> };

/** So many further examples of a dynamic screen are asked where they lead. */
const FURTHER = 4;

/** The screen of every address that is none. */
const CATCH_ALL = /^\/\[\.\.\.\w+\]$/;

/** The heading of the page for those who may not enter, by language. */
export function refusalHeadings(root: string): Record<string, string> {
  return Object.fromEntries(LOCALES.map((locale) => [locale, (JSON.parse(readFileSync(join(root, "messages", locale, "admin.json"), "utf8")) as { notPermitted: { title: string } }).notPermitted.title]));
}

/**
 * Goes through all screens as every guest. First in one language on one screen, to find by the links what fills the dynamic parts
 * of addresses; then in the other languages and sizes, leaving out what a role is not shown.
 */
export async function goRound(browser: Browser, camera: Camera, screens: readonly Screen[], guests: readonly Guest[], isWithin: (path: string) => boolean): Promise<Tour> {
  const rounds = await Promise.all(guests.map(async (guest): Promise<Round> => ({ guest, cookies: await cookiesOf(camera.house, guest), stops: new Map(), seen: new Map() })));
  const photos: Photo[] = [];
  const found: Found[] = [];
  const look = async (round: Round, locale: Way["locale"], size: Way["size"], stops: readonly Stop[]): Promise<void> => {
    const way = { role: round.guest.role, cookies: round.cookies, locale, size };
    const visits = await visitAll(browser, camera, way, stops.map((stop) => ({ ...stop, address: stop.address.replace(/^\/\{locale\}/, `/${locale}`) })));
    for (const [screen, visit] of visits) keep(round, screen, visit);
  };
  const keep = (round: Round, screen: string, visit: Visit): void => {
    photos.push(...visit.photos);
    found.push(...visit.links.map((path) => ({ path, role: round.guest.role })));
    if (!round.seen.has(screen)) round.seen.set(screen, visit.seen);
  };
  const [locale, size] = [LOCALES[0], SIZES[0]];
  /** Where no screen leads to an example of another, further examples of those that were found are asked where they lead. Whether any were left to ask. */
  const lookFurther = async (): Promise<boolean> => {
    const asked = rounds.map((round) => ({ round, examples: furtherExamples(screens, found, round.guest.role, been, FURTHER) }));
    for (const { examples } of asked) for (const { path } of examples) been.add(path);
    await inParallel(asked.map(({ round: { guest, cookies }, examples }) => async () => {
      const links = await linksOf(browser, camera, { cookies, locale, size }, examples.map(({ path }) => `/${locale}${path}`));
      found.push(...links.map((path) => ({ path, role: guest.role })));
    }));
    return asked.some(({ examples }) => examples.length > 0);
  };
  const been = new Set<string>();
  for (let fresh = true; fresh; ) {
    const tasks = rounds.map((round) => ({ round, stops: newStops(round, screens, found) }));
    fresh = tasks.some(({ stops }) => stops.length > 0);
    await inParallel(tasks.map(({ round, stops }) => () => look(round, locale, size, stops)));
    if (!fresh && screens.some((screen) => isDynamic(screen) && !CATCH_ALL.test(screen.pattern) && !rounds.some(({ stops }) => stops.has(screen.pattern)))) fresh = await lookFurther();
  }
  const rest = LOCALES.flatMap((each) => SIZES.map((other) => ({ locale: each, size: other }))).filter((way) => way.locale !== locale || way.size !== size);
  await inParallel(rounds.flatMap((round) => rest.map((way) => () => look(round, way.locale, way.size, [...round.stops.values()].filter(({ screen }) => round.seen.get(screen) === "shown")))));
  return judged(photos, rounds, screens, isWithin);
}

async function cookiesOf(house: string, { person }: Guest): Promise<Way["cookies"]> {
  const context = await request.newContext();
  if (person) await enter(context, house, person);
  const state = await context.storageState();
  await context.dispose();
  return state;
}

/** The screens a guest has not been to and an address is known for. */
function newStops(round: Round, screens: readonly Screen[], found: readonly Found[]): Stop[] {
  const fresh = screens.flatMap((screen): Stop[] => {
    if (round.stops.has(screen.pattern) || screen.pattern === "/sign-out") return [];
    const example = exampleFor(screen, found, round.guest.role, screens);
    if (!example) return [];
    const missed = CATCH_ALL.test(screen.pattern) ? "meant" : example.role === round.guest.role ? "fault" : "not theirs";
    return [{ screen: screen.pattern, address: `${screen.worded ? "/{locale}" : ""}${example.path === "/" ? "" : example.path}`, missed }];
  });
  for (const stop of fresh) round.stops.set(stop.screen, stop);
  return fresh;
}

function exampleFor(screen: Screen, found: readonly Found[], role: string, screens: readonly Screen[]): Found | undefined {
  if (CATCH_ALL.test(screen.pattern)) return { path: "/no-such-room", role };
  return isDynamic(screen) ? exampleOf(screen, found, role, screens) : { path: screen.pattern, role };
}

function judged(photos: readonly Photo[], rounds: readonly Round[], screens: readonly Screen[], isWithin: (path: string) => boolean): Tour {
  const photographed = new Set(photos.map(({ screen }) => screen));
  const unseen = screens.filter(({ pattern }) => !photographed.has(pattern) && pattern !== "/sign-out").map(({ pattern }) => `${pattern}: no link on any screen leads to an example of it`);
  const shut = rounds.flatMap(({ guest, seen }) =>
    isRole(guest.role)
      ? roomsOf(guest.role)
          .filter(({ href }) => seen.get(href) === "refused")
          .map(({ href }) => `${href}: in the rail of ${guest.role}, and refused to it`)
      : [],
  );
  const missing = rounds.flatMap(({ guest, stops }) =>
    isRole(guest.role)
      ? roomsOf(guest.role)
          .filter(({ href }) => !stops.has(href) && isWithin(href))
          .map(({ href }) => `${href}: in the rail of ${guest.role}, and no page`)
      : [],
  );
  const wrong = photos.flatMap((photo) => photo.wrong.map((problem) => `${photo.screen} as ${photo.role}, ${photo.locale}, ${photo.theme}, ${photo.width} px: ${problem}`));
  const notes = rounds.map(({ guest, seen }) => {
    const which = (what: Seen): string => [...seen].flatMap(([screen, each]) => (each === what ? [screen] : [])).toSorted().join(", ") || "nothing";
    return `${guest.role}: refused ${which("refused")}; passed on from ${which("passed on")}`;
  });
  return { photos, notes, wrong: [...unseen, ...shut, ...missing, ...wrong] };
}

async function inParallel(tasks: readonly (() => Promise<void>)[]): Promise<void> {
  const waiting = [...tasks];
  const hand = async (): Promise<void> => {
    for (let task = waiting.shift(); task; task = waiting.shift()) await task();
  };
  await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, hand));
}
