import { Chance } from "./chance.ts";
import type { Paper } from "./paper.ts";

/** Of the importers of the demo some have something to hide, and so do some producers' goods. */
const CARELESS = { importers: 0.2, sites: 0.1 };

/** What an examination of a declaration of the demo finds: the same whenever it is asked. Likelier wrong with some importers and some producers, and where lots are not told. */
export function isWrong({ number, importer, lines }: Paper): boolean {
  const careless = new Chance(`honest ${importer.id}`).happens(CARELESS.importers) ? 0.34 : 0;
  const doubtful = lines.some(({ site }) => new Chance(`honest ${site}`).happens(CARELESS.sites)) ? 0.24 : 0;
  const silent = lines.some(({ lots }) => lots === undefined || lots.length === 0) ? 0.08 : 0;
  return new Chance(`wrong ${number}`).happens(0.05 + careless + doubtful + silent);
}

/** What is written of goods that were found to be other than declared. */
export function whatWasFound(number: string): string {
  return new Chance(`found ${number}`).one([
    "实际件数少于申报，箱上批号与单证不符。",
    "背标所示生产企业与申报不符。",
    "批号被覆盖后重新喷印。",
    "净含量少于标签标示。",
  ]);
}
