import { normalFrom } from "#lib/risk/randomness";
import { act, type Act } from "./act.ts";
import { Chance } from "./chance.ts";
import { daysAgo } from "./clock.ts";
import type { House } from "./house.ts";

/** What is measured of crabs to tell their lake: isotopes and elements, which come with water and feed. */
const MARKERS = [["87Sr/86Sr", "1", 6], ["δ13C", "‰", 2], ["δ15N", "‰", 2], ["Sr", "mg/kg", 1], ["Ba", "mg/kg", 2]] as const;

const LAKES = {
  yangcheng: { en: "Yangcheng Lake", zh: "阳澄湖", code: "yangcheng-lake", samples: 64, centre: [0.71079, -25.3, 9.7, 268, 31.2], spread: [0.00027, 0.8, 0.65, 23, 3.4] },
  hongze: { en: "Hongze Lake", zh: "洪泽湖", code: "hongze-lake", samples: 48, centre: [0.71194, -23.2, 7.9, 322, 23.6], spread: [0.00031, 0.9, 0.7, 27, 3.1] },
} as const;
type Lake = keyof typeof LAKES;

/** The reference populations of the season for two lakes: measured by an institute, handed in by a regulator, put in force by a supervisor. */
export function lakes(house: House, goods: { readonly category: string; readonly season: { readonly from: string; readonly to: string }; readonly yangcheng: string; readonly hongze: string }): Act[] {
  return (["yangcheng", "hongze"] as const).map((lake, at) =>
    act(daysAgo(house.clock, 64 - at, "10:20"), (now) => {
      const { en, zh, code } = LAKES[lake];
      return house.reference({
        origin: code, name: { en, zh }, country: "CN", sites: [goods[lake]], category: goods.category, season: goods.season, fileName: `${code}.csv`, bytes: Buffer.from(table(lake)),
        source: "淡水渔业研究所：由其人员自围网采集蟹肌肉样本；同位素用IRMS，元素用ICP-MS",
        reason: "开捕季：首批上市前采集的今年样本。",
      }, now);
    }));
}

/** What a laboratory measured of a lot that lived in a lake. */
export function measuredIn(lake: Lake, lot: string): readonly object[] {
  const [values = []] = drawn(lake, `lot ${lot}`, 1);
  return MARKERS.map(([name, unit, digits], at) => ({ name, value: Number((values[at] ?? 0).toFixed(digits)), unit }));
}

function table(lake: Lake): string {
  const header = ["sample", ...MARKERS.map(([name, unit]) => (unit === "1" ? name : `${name} [${unit}]`))];
  const rows = drawn(lake, "reference", LAKES[lake].samples).map((values, at) => [
    `${lake.slice(0, 2).toUpperCase()}-${String(at + 1).padStart(3, "0")}`,
    ...MARKERS.map(([, , digits], place) => (values[place] ?? 0).toFixed(digits)),
  ]);
  return [header, ...rows].map((cells) => cells.join(",")).join("\n");
}

/** Crabs of a lake; what they eat ties the two isotopes of carbon and nitrogen together, and the water strontium and barium. */
function drawn(lake: Lake, seed: string, count: number): number[][] {
  const { centre, spread } = LAKES[lake];
  const chance = new Chance(`${lake} ${seed}`);
  const normal = normalFrom(() => chance.share());
  return Array.from({ length: count }, () => {
    const [ratio, carbon, nitrogen, strontium, barium] = [normal(), normal(), normal(), normal(), normal()];
    return [ratio, carbon, 0.5 * carbon + 0.866 * nitrogen, 0.4 * ratio + 0.917 * strontium, 0.45 * strontium + 0.893 * barium].map((value, at) => (centre[at] ?? 0) + value * (spread[at] ?? 0));
  });
}
