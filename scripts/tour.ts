import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright";
import { DEMO_PEOPLE } from "../db/seed/people.ts";
import { filesBelow } from "./guards/source.ts";
import { findChromium } from "./test/chromium.ts";
import { withProduct } from "./test/product.ts";
import { screensOf } from "./tour/screens.ts";
import { writeSheet } from "./tour/sheet.ts";
import { goRound, refusalHeadings, type Guest } from "./tour/tour.ts";

const ROOT = join(import.meta.dirname, "..");
const folder = join(ROOT, ".cache", "tour");
/** Beginnings of addresses, such as `/feeds`: only screens below them are photographed. None asks for all. */
const asked = process.argv.slice(2);
const isWithin = (path: string): boolean => asked.length === 0 || asked.some((beginning) => path.startsWith(beginning));

/** Photographs the house at an address; the number of things that are wrong. */
async function photograph(house: string): Promise<number> {
  const begun = performance.now();
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const roles = Map.groupBy(DEMO_PEOPLE, ({ role }) => role);
  const guests: Guest[] = [{ role: "visitor", person: undefined }, ...[...roles].map(([role, [person]]) => ({ role, person }))];
  const screens = screensOf(filesBelow(join(ROOT, "app"), /^page\.tsx$/).map((path) => `app/${path}`)).filter(({ pattern }) => isWithin(pattern));
  const browser = await chromium.launch({ executablePath: findChromium(), chromiumSandbox: process.getuid?.() !== 0, args: ["--disable-background-networking", "--disable-dev-shm-usage"] });
  try {
    console.log(`${screens.length} screens, ${guests.length} guests …`);
    const { photos, notes, wrong } = await goRound(browser, { house, folder, refusal: refusalHeadings(ROOT) }, screens, guests, isWithin);
    await writeSheet(browser, folder, photos, notes);
    for (const note of notes) console.log(`  ${note}`);
    for (const problem of wrong) console.error(`  ✗ ${problem}`);
    console.log(`\n${photos.length} photographs in ${Math.round((performance.now() - begun) / 1000)} s, ${wrong.length} things wrong: ${join(folder, "contact-sheet.png")}`);
    return wrong.length;
  } finally {
    await browser.close();
  }
}

const given = process.env["TALLYHOUSE_URL"];
const wrong = given ? await photograph(given.replace(/\/$/, "")) : await withProduct(({ url }) => photograph(url));
process.exitCode = wrong === 0 ? 0 : 1;
