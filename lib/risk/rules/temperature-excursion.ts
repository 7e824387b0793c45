import { countryName } from "#lib/places/country";
import { kineticsOf, USUAL_ENERGY, type Kinetics } from "../kinetics.ts";
import { decimal, duration, minuteUtc } from "../read-out.ts";
import { defineRule, type Seen } from "../rule.ts";
import type { SubjectLine, Wording } from "../subject.ts";
import type { KeptAt, LotWay, WayStep } from "../way.ts";

const HOUR = 3_600_000;
const LEAVES = new Set(["departing", "shipping", "loading"]);
const ARRIVES = new Set(["arriving", "receiving", "unloading", "accepting"]);

type Values = { readonly points: number; readonly hours: number; readonly meanPoints: number; readonly gap: number; readonly unseen: number; readonly unseenPoints: number };

/** Declared lots that sensors show outside the temperatures of their goods for too long, or by their mean kinetic temperature, and journeys that are largely without readings. */
export const rule = defineRule({
  id: "temperature-excursion",
  version: 1,
  name: { en: "Temperature excursion on the way", zh: "运输途中温度超限" },
  next: { en: "Ask for the whole log of the sensor and its calibration; consider an examination for spoilage and a sample for the laboratory.", zh: "索取完整温度记录及温度计校准证明，必要时查验货物是否变质并取样送检。" },
  needs: ["ways"],
  thresholds: {
    points: { name: { en: "Points for an excursion", zh: "温度超限的分值" }, unit: "points", value: 35, least: 0, most: 100 },
    hours: { name: { en: "Longest time outside the limits", zh: "允许超限的最长时间" }, unit: "hours", value: 1, least: 0, most: 720, decimals: 2 },
    meanPoints: { name: { en: "Points where the mean kinetic temperature is too high", zh: "平均动力学温度超限的分值" }, unit: "points", value: 55, least: 0, most: 100 },
    gap: { name: { en: "Longest time between two readings of one record", zh: "两次读数的最大间隔" }, unit: "hours", value: 12, least: 0.25, most: 72, decimals: 2 },
    unseen: { name: { en: "Share of the way without readings", zh: "无温度记录的行程占比" }, unit: "percent", value: 50, least: 1, most: 100 },
    unseenPoints: { name: { en: "Points for a way without readings", zh: "缺少温度记录的分值" }, unit: "points", value: 10, least: 0, most: 100 },
  },
  look: (subject, values) => subject.facts.ways.lots.flatMap((way) => {
    const line = subject.lines.find(({ no }) => no === way.line);
    const limit = subject.facts.ways.limits.find(({ category }) => category === line?.category);
    if (line === undefined || !line.standing || limit === undefined || (limit.lowest === null && limit.highest === null)) return [];
    return judged(line, way, limit, { from: startOf(way), to: endOf(way, subject.lodgedAt.getTime()) }, values);
  }),
});

/** When the goods set out: the first departure, else the first reading. */
function startOf({ steps, readings }: LotWay): number {
  return steps.find(({ bizStep }) => bizStep !== null && LEAVES.has(bizStep))?.at ?? Date.parse(readings[0]?.at ?? "");
}

/** When they arrived: the last arrival, else the lodging. */
function endOf({ steps }: LotWay, lodged: number): number {
  return steps.findLast(({ bizStep }) => bizStep !== null && ARRIVES.has(bizStep))?.at ?? lodged;
}

function judged(line: SubjectLine, way: LotWay, limit: KeptAt, span: { readonly from: number; readonly to: number }, values: Values): Seen[] {
  const within = { lowest: limit.lowest === null ? null : limit.lowest / 1000, highest: limit.highest === null ? null : limit.highest / 1000, energy: limit.activationEnergy ?? USUAL_ENERGY, gap: values.gap };
  const found = kineticsOf(way.readings, within);
  if (found === null) return [];
  const whole = (span.to - span.from) / HOUR;
  const unseen = whole > 0 ? Math.max(0, 1 - found.covered / whole) : 0;
  const warm = within.highest !== null && found.mean > within.highest;
  const limits = limitWords(within);
  const facts = {
    lot: way.lot,
    lowest: within.lowest,
    highest: within.highest,
    source: limit.source,
    mean: round(found.mean),
    activationEnergy: within.energy,
    readings: found.readings,
    coldest: round(found.lowest),
    warmest: round(found.highest),
    hoursAbove: round(found.above), hoursBelow: round(found.below), hoursOnRecord: round(found.covered), unseenShare: round(unseen), from: minuteUtc(span.from), to: minuteUtc(span.to),
    longest: found.longest === null ? null : { side: found.longest.side, from: minuteUtc(found.longest.from), to: minuteUtc(found.longest.to), hours: round(found.longest.hours), worst: round(found.longest.worst) },
  };
  const out = warm || (found.longest !== null && found.longest.hours > values.hours);
  return [
    ...(out ? [excursion(line, way, found, { limits, warm, values, within, facts })] : []),
    ...(unseen * 100 > values.unseen ? [withoutReadings(line, way, { unseen, whole, limits, values, facts })] : []),
  ];
}

type Told = { readonly limits: Wording; readonly warm: boolean; readonly values: Values; readonly within: { readonly energy: number; readonly highest: number | null }; readonly facts: Seen["facts"] };

function excursion(line: SubjectLine, way: LotWay, found: Kinetics, { limits, warm, values, within, facts }: Told): Seen {
  const { longest } = found;
  const [above, below] = [duration(found.above), duration(found.below)];
  const sides = [...(found.above > 0 ? [{ en: `above them for ${above.en}`, zh: `高于上限${above.zh}` }] : []), ...(found.below > 0 ? [{ en: `below them for ${below.en}`, zh: `低于下限${below.zh}` }] : [])];
  const where = longest === null ? undefined : stepBefore(way.steps, longest.from);
  const [piece, allowed] = [duration(longest?.hours ?? 0), duration(values.hours)];
  const worst = longest === null ? { en: "", zh: "" } : {
    en: ` The longest time in one piece was ${piece.en} from ${minuteUtc(longest.from)}${where === undefined ? "" : `, after ${where.en}`}, at worst ${degrees(longest.worst)}; ${allowed.en} ${allowed.en.startsWith("1 ") ? "is" : "are"} allowed.`,
    zh: `最长一次自${minuteUtc(longest.from)}起持续${piece.zh}${where === undefined ? "" : `（${where.zh}之后）`}，极值${degrees(longest.worst)}；允许${allowed.zh}。`,
  };
  const mean = {
    en: ` The mean kinetic temperature of ${found.readings} readings over ${duration(found.covered).en} is ${degrees(found.mean)}${warm ? `, above the ${degrees(within.highest ?? 0)} allowed` : ""} (activation energy ${decimal(within.energy / 1000, 3)} kJ/mol).`,
    zh: `${duration(found.covered).zh}内${found.readings}次读数的平均动力学温度为${degrees(found.mean)}${warm ? `，高于允许的${degrees(within.highest ?? 0)}` : ""}（活化能${decimal(within.energy / 1000, 3)} kJ/mol）。`,
  };
  return {
    line: line.no,
    severity: warm ? "high" : "medium",
    points: warm ? Math.max(values.meanPoints, values.points) : values.points,
    facts: { about: "excursion", ...facts },
    wording: {
      en: `Lot ${way.lot} of ${line.goods.en} is to be kept ${limits.en}; on its way it was ${sides.map(({ en }) => en).join(" and ")}.${worst.en}${mean.en}`,
      zh: `${line.goods.zh}批号${way.lot}应在${limits.zh}保存，途中${sides.map(({ zh }) => zh).join("、")}。${worst.zh}${mean.zh}`,
    },
  };
}

function withoutReadings(
  line: SubjectLine,
  way: LotWay,
  { unseen, whole, limits, values, facts }: { readonly unseen: number; readonly whole: number; readonly limits: Wording; readonly values: Values; readonly facts: Seen["facts"] },
): Seen {
  const [share, time] = [decimal(unseen * 100, 0), duration(whole)];
  return {
    line: line.no,
    severity: "low",
    points: values.unseenPoints,
    facts: { about: "unseen", ...facts },
    wording: {
      en: `Lot ${way.lot} of ${line.goods.en} is to be kept ${limits.en}, and for ${share}% of its way of ${time.en} no sensor says whether it was (${decimal(values.unseen, 0)}% are allowed).`,
      zh: `${line.goods.zh}批号${way.lot}应在${limits.zh}保存，但其${time.zh}行程中有${share}%无温度记录（允许${decimal(values.unseen, 0)}%）。`,
    },
  };
}

/** The last known place the goods had left or passed before an instant. */
function stepBefore(steps: readonly WayStep[], at: number): Wording | undefined {
  const place = steps.findLast((step) => step.at <= at && step.place !== null && (step.place.name !== null || step.place.country !== null))?.place;
  return place?.name ?? countryName(place?.country ?? "");
}

function limitWords({ lowest, highest }: { readonly lowest: number | null; readonly highest: number | null }): Wording {
  if (lowest === null) return { en: `at ${degrees(highest ?? 0)} or below`, zh: `${degrees(highest ?? 0)}及以下` };
  if (highest === null) return { en: `at ${degrees(lowest)} or above`, zh: `${degrees(lowest)}及以上` };
  return { en: `between ${degrees(lowest)} and ${degrees(highest)}`, zh: `${degrees(lowest)}至${degrees(highest)}之间` };
}

const degrees = (celsius: number): string => `${decimal(celsius, 1)} °C`;
const round = (value: number): number => Number(value.toFixed(3));
