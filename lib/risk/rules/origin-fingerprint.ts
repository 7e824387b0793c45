import { listed } from "../amount.ts";
import { compared, type Compared, type Comparison, type LeftOut, type Population } from "../fingerprint.ts";
import { withUnit } from "../marker.ts";
import { inSeason, isOf, madeOn, type Measurement } from "../origin.ts";
import { decimal, probability } from "../read-out.ts";
import { defineRule, type Seen } from "../rule.ts";
import type { Subject, SubjectLine, Wording } from "../subject.ts";

const LEFT: Readonly<Record<LeftOut["why"], Wording>> = {
  "not-measured": { en: "not measured of the lot", zh: "该批未测" },
  "not-in-reference": { en: "not in the reference", zh: "参考样本群无此指标" },
  unit: { en: "measured in another unit", zh: "计量单位不可换算" },
  constant: { en: "the same in every reference sample", zh: "参考样本群中无变化" },
};

const MOST_NAMED = 4;

/** Markers measured of a lot that do not fit the reference population of its certified origin and season: Mahalanobis distance with its p-value, and the markers that speak against it. */
export const rule = defineRule({
  id: "origin-fingerprint",
  version: 1,
  name: { en: "Origin contradicted by measurement", zh: "检测结果与认证产地不符" },
  next: { en: "Take samples and have them measured by a second laboratory; ask the inspection body how it established the origin.", zh: "取样送第二家实验室检测，并要求检验机构说明产地认定依据。" },
  needs: ["origins"],
  thresholds: {
    points: { name: { en: "Points below the level", zh: "低于显著性水平时的分值" }, unit: "points", value: 75, least: 0, most: 100 },
    level: { name: { en: "Level of the test", zh: "显著性水平" }, unit: "probability", value: 0.001, least: 0.000001, most: 0.05, decimals: 6 },
    doubtPoints: { name: { en: "Points where it is doubtful", zh: "存疑时的分值" }, unit: "points", value: 30, least: 0, most: 100 },
    doubt: { name: { en: "Doubtful below", zh: "存疑界限" }, unit: "probability", value: 0.01, least: 0.000001, most: 0.2, decimals: 6 },
    samples: { name: { en: "Fewest reference samples", zh: "参考样本最少数量" }, unit: "count", value: 20, least: 8, most: 500 },
  },
  look: (subject, values) => subject.facts.origins.measurements.flatMap((measurement) => {
    const line = subject.lines.find(({ no }) => no === measurement.line);
    return line === undefined || !line.standing ? [] : judged(subject, line, measurement, values);
  }),
});

/** The p-value from which another population is said to fit a measurement. */
const FITS_FROM = 0.05;

type Limits = { readonly points: number; readonly level: number; readonly doubtPoints: number; readonly doubt: number; readonly samples: number };

function judged(subject: Subject, line: SubjectLine, measurement: Measurement, values: Limits): Seen[] {
  const populations = subject.facts.origins.populations.filter(({ category }) => category === line.category);
  const own = populations.filter((one) => isOf(one, line));
  const [population] = own.filter((one) => inSeason(one, madeOn(line, measurement.lot))).toSorted((a, b) => Math.sign(b.sites.length) - Math.sign(a.sites.length) || b.id - a.id);
  if (population === undefined) return populations.length === 0 ? [] : [withoutReference(line, measurement, own)];
  const result = compared(population, measurement.markers, values.samples);
  if (!result.ok) return [notCompared(line, measurement, population, result)];
  if (result.p >= Math.max(values.level, values.doubt)) return [];
  const sure = result.p < values.level;
  const others = populations.filter((one) => !own.includes(one)).map((one) => ({ population: one, result: compared(one, measurement.markers, values.samples) }));
  const [better] = others
    .flatMap(({ population: one, result: found }) => (found.ok && found.p > result.p && found.p >= FITS_FROM ? [{ one, found }] : []))
    .toSorted((a, b) => b.found.p - a.found.p);
  const against = result.markers.filter(({ value, low, high }) => value < low || value > high);
  const named = (against.length > 0 ? against : result.markers).slice(0, MOST_NAMED);
  const words = { of: referenceWords(population, result.size), by: byWords(measurement), left: leftWords(result.left) };
  const fits =
    better === undefined
      ? { en: "", zh: "" }
      : {
          en: ` It fits the reference population ${better.one.origin.en} (version ${better.one.version}, n = ${better.found.size}, ${probability(better.found.p)}).`,
          zh: `与${better.one.origin.zh}参考样本群相符（第${better.one.version}版，n = ${better.found.size}，${probability(better.found.p)}）。`,
        };
  const test = testWords(result);
  const limit = sure ? values.level : values.doubt;
  const speaks = against.length > 0
    ? { en: `Against this origin: ${listed(named.map(markerWords)).en}.`, zh: `不符指标：${named.map((one) => markerWords(one).zh).join("；")}。` }
    : { en: `No marker alone is out of its range, together they are; the most by ${listed(named.map(markerWords)).en}.`, zh: `单项指标均在范围内，但组合不符，主要为：${named.map((one) => markerWords(one).zh).join("；")}。` };
  return [{
    line: line.no,
    severity: sure ? "high" : "medium",
    points: sure ? values.points : values.doubtPoints,
    facts: {
      lot: measurement.lot, measuredBy: measurement.by.id, origin: population.origin.en, population: population.id, version: population.version, season: [population.season.from, population.season.to],
      samples: result.size, outliers: result.outliers, method: result.method, distance: rounded(result.distance), furthest: rounded(result.furthest), test: result.test.distribution, statistic: rounded(result.test.statistic), freedom: [...result.test.freedom], p: Number(result.p.toPrecision(3)), limit,
      markers: result.markers.map((one) => ({ name: one.name, unit: one.unit, value: one.value, mean: rounded(one.mean), low: rounded(one.low), high: rounded(one.high), share: rounded(one.share), p: Number(one.p.toPrecision(3)) })),
      left: result.left.map(({ name, why }) => ({ name, why })), better: better === undefined ? null : { origin: better.one.origin.en, population: better.one.id, samples: better.found.size, p: Number(better.found.p.toPrecision(3)) },
    },
    wording: {
      en: `Lot ${measurement.lot}, ${words.by.en}, ${sure ? "does not fit" : "hardly fits"} ${words.of.en}: Mahalanobis distance ${decimal(result.distance, 1)} over ${result.markers.length} ${result.markers.length === 1 ? "marker" : "markers"} (the outermost of the ${result.size} samples lies at ${decimal(result.furthest, 1)}), ${test}, ${probability(result.p)} against a limit of ${limit}. ${speaks.en}${fits.en}${words.left.en}`,
      zh: `批号${measurement.lot}（${words.by.zh}）与${words.of.zh}${sure ? "不符" : "相符存疑"}：${result.markers.length}项指标的马氏距离为${decimal(result.distance, 1)}（${result.size}份参考样本中最远为${decimal(result.furthest, 1)}），${test}，${probability(result.p)}，界限为${limit}。${speaks.zh}${fits.zh}${words.left.zh}`,
    },
  }];
}

const rounded = (value: number): number => Number(value.toPrecision(6));

function testWords({ test }: Extract<Comparison, { ok: true }>): string {
  return test.distribution === "F" ? `F(${test.freedom.join(", ")}) = ${decimal(test.statistic, 2)}` : `χ²(${test.freedom.join(", ")}) = ${decimal(test.statistic, 2)}`;
}

function referenceWords(population: Population, size: number): Wording {
  const { from, to } = population.season;
  const last = new Date(Date.parse(`${to}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
  return {
    en: `the reference population ${population.origin.en}, season ${from} to ${last}, version ${population.version} (n = ${size})`,
    zh: `${population.origin.zh}参考样本群（产季${from}至${last}，第${population.version}版，n = ${size}）`,
  };
}

function byWords({ by }: Measurement): Wording {
  if (by.kind === "event") return { en: `measured by event ${by.id}`, zh: `由事件${by.id}记录检测值` };
  return { en: `measured by ${by.body?.en ?? ""} in report ${by.id}`, zh: `${by.body?.zh ?? ""}报告${by.id}检测` };
}

function markerWords(one: Compared): Wording {
  const width = Math.abs(one.high - one.low);
  const places = width === 0 ? 4 : Math.min(12, Math.max(0, 2 - Math.floor(Math.log10(width))));
  const [value, low, high] = [one.value.toFixed(places), one.low.toFixed(places), one.high.toFixed(places)];
  const share = decimal(one.share * 100, 0);
  return {
    en: `${one.name} ${withUnit(value, one.unit)} (95% of the reference ${low} to ${high}; ${share}% of the distance)`,
    zh: `${one.name} ${withUnit(value, one.unit)}（参考范围95%：${low}至${high}；占距离${share}%）`,
  };
}

function leftWords(left: readonly LeftOut[]): Wording {
  if (left.length === 0) return { en: "", zh: "" };
  const told = left.map(({ name, why }): Wording => ({ en: `${name} (${LEFT[why].en})`, zh: `${name}（${LEFT[why].zh}）` }));
  return { en: ` Not compared: ${listed(told).en}.`, zh: `未比对：${listed(told).zh}。` };
}

function withoutReference(line: SubjectLine, measurement: Measurement, own: readonly Population[]): Seen {
  const [day, seasons] = [madeOn(line, measurement.lot), own.map(({ season }) => `${season.from}/${season.to}`)];
  const why = own.length === 0
    ? { en: "no reference population is in force for its certified origin", zh: "其认证产地没有生效的参考样本群" }
    : { en: `the reference populations of its origin are of other seasons (${seasons.join(", ")}) than its production on ${day}`, zh: `其产地参考样本群的产季（${seasons.join("、")}）不含其生产日期${day}` };
  return nothingSaid(line, measurement, why, { why: own.length === 0 ? "no-reference" : "other-season", day, seasons });
}

function notCompared(line: SubjectLine, measurement: Measurement, population: Population, result: Extract<Comparison, { ok: false }>): Seen {
  const of = referenceWords(population, result.size);
  const why: Wording = {
    "too-few-samples": { en: `${of.en} has fewer than the ${result.needed} samples that are needed for these markers`, zh: `${of.zh}的样本少于所需的${result.needed}份` },
    "no-common-marker": { en: `no measured marker is in ${of.en}`, zh: `所测指标均不在${of.zh}之内` },
    singular: { en: `in ${of.en} ${result.markers.join(" and ")} say the same, so that no distance can be reckoned`, zh: `${of.zh}中${result.markers.join("与")}含义相同，无法计算距离` },
  }[result.why];
  return nothingSaid(line, measurement, why, { why: result.why, population: population.id, version: population.version, samples: result.size, needed: result.needed, markers: [...result.markers] });
}

function nothingSaid(line: SubjectLine, measurement: Measurement, why: Wording, facts: Seen["facts"]): Seen {
  const by = byWords(measurement);
  return {
    line: line.no,
    severity: "info",
    points: 0,
    facts: { lot: measurement.lot, measuredBy: measurement.by.id, ...facts },
    wording: { en: `The markers of lot ${measurement.lot}, ${by.en}, cannot be compared: ${why.en}.`, zh: `批号${measurement.lot}（${by.zh}）的指标无法比对：${why.zh}。` },
  };
}
