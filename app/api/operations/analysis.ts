import { z } from "zod";
import { DIGIT_PARTIES } from "#lib/dashboards/analysisChoice";
import { baseAmount } from "#lib/dashboards/baseAmount";
import { isOver, shareUsed } from "#lib/dashboards/capacityUse";
import { CONFORMITIES, DIGIT_MEASURES, DIGIT_TESTS, type DigitAnalysis, type DigitResult } from "#lib/dashboards/digits";
import { MIRROR_ROWS, MIRROR_SOURCES, MIRROR_VERDICTS, type MirrorRow } from "#lib/dashboards/mirror";
import { populationOf, type Population } from "#lib/dashboards/population";
import type { CapacityAccount } from "#lib/dashboards/queries/capacityUse";
import type { DigitParty } from "#lib/dashboards/queries/digits";
import { dateIn } from "#lib/measures/period";
import type { Operation } from "../kernel/operation.ts";
import { listOf, pageShape } from "../kernel/paging.ts";
import { bilingual, production, quantity } from "./field.ts";

const day = z.iso.date();
const populationShape = {
  from: day.optional().describe("the first day looked at; ninety days back from the last unless given, of capacity a year"),
  until: day.optional().describe("the last day looked at; today unless given"),
  category: z.string().regex(/^[a-z0-9-]{1,60}$/).optional().describe("goods of this category"),
  origin: z.string().regex(/^[A-Z]{2}$/).optional().describe("a country of origin; of a producer where capacity is looked at"),
  importer: z.string().regex(/^[\p{L}\p{N}_.:/-]{1,60}$/u).optional().describe("an importer's number"),
  office: z.string().regex(/^[A-Z0-9]{1,10}$/).optional().describe("an office's code"),
};

/** The population that a call's query names. */
export function populationAsked(query: { readonly [Name in keyof typeof populationShape]?: string | undefined }, now: Date, usual?: number): Population {
  const { from, until, category, origin, importer, office } = query;
  return populationOf(new URLSearchParams(Object.entries({ from, until, category, origin, importer, office }).filter((entry): entry is [string, string] => entry[1] !== undefined)), dateIn(now), usual);
}

const testAnswer = z.strictObject({
  numbers: z.int(),
  enough: z.boolean().describe("whether there are numbers enough to test; the figures of the test are null where not"),
  chiSquare: z.number().nullable(),
  freedom: z.int(),
  p: z.number().nullable(),
  meanAbsoluteDeviation: z.number().nullable(),
  conformity: z.enum(CONFORMITIES).nullable().describe("Nigrini's grade, of first digits"),
});

const digitsAnswer = testAnswer.extend({
  digits: z.array(z.strictObject({ digit: z.int(), count: z.int(), share: z.number(), expected: z.number(), z: z.number() })),
  parties: z
    .array(
      testAnswer.extend({
        kind: z.enum(DIGIT_PARTIES),
        id: z.int(),
        code: z.string().nullable(),
        name: bilingual,
        correctedP: z.number().describe("by Benjamini and Hochberg over all parties tested"),
      }),
    )
    .describe("those with numbers enough, who deviates most first; 200 at the most"),
  untested: z.int().describe("parties with too few numbers"),
});

/** As many parties are answered. */
const PARTIES = 200;

function testShown({ numbers, enough, chiSquare, freedom, p, deviation, conformity }: DigitResult): z.infer<typeof testAnswer> {
  return { numbers, enough, chiSquare, freedom, p, meanAbsoluteDeviation: deviation, conformity };
}

/** An analysis of digits as the interface shows it. */
export function digitsShown({ whole, ranked, untested }: DigitAnalysis<DigitParty>): z.infer<typeof digitsAnswer> {
  return {
    ...testShown(whole),
    digits: whole.digits.map((digit) => ({ ...digit })),
    parties: ranked.slice(0, PARTIES).map(({ party, result, adjusted }) => ({ ...testShown(result), ...party, correctedP: adjusted })),
    untested,
  };
}

const digitsQuery = z.strictObject({
  ...populationShape,
  test: z.enum(DIGIT_TESTS).default("first").describe("first digits against Benford's law, or last digits against all alike"),
  measure: z.enum(DIGIT_MEASURES).default("quantity").describe("declared quantities, or prices of a unit"),
  by: z.enum(DIGIT_PARTIES).default("importer").describe("whom to rank"),
});

export const getDigits: Operation<z.infer<typeof digitsQuery>> = {
  id: "getDigitAnalysis", method: "GET", path: "/api/v1/analysis/digits", group: "analysis", admission: "analysis.read",
  summary: { en: "First or last digits of declared numbers against what is expected, and who deviates most", zh: "申报数值首位或末位数字与预期之比较，及偏离最大者" },
  query: digitsQuery,
  answers: { 200: { says: { en: "What the test says", zh: "检验结果" }, schema: digitsAnswer } },
};

const accountAnswer = z.strictObject({
  site: z.int(), name: z.string(), country: z.string(), scope: z.strictObject({ kind: z.enum(["gtins", "category", "hsPrefixes"]), values: z.array(z.string()) }), production,
  certified: quantity, charged: quantity, share: z.number().nullable().describe("1 is all that is certified; cut, never rounded up"), over: z.boolean(), certificates: z.array(z.string()),
});

/** An account with its use as the interface shows it. */
export function useShown(account: CapacityAccount): z.infer<typeof accountAnswer> {
  const { siteId, siteName, country, scopeKind, scopeValues, from, to, dimension, capacity, used, certificates } = account;
  return {
    site: siteId,
    name: siteName,
    country,
    scope: { kind: scopeKind, values: [...scopeValues] },
    production: { from, to },
    certified: baseAmount(dimension, capacity),
    charged: baseAmount(dimension, used),
    share: shareUsed(account),
    over: isOver(account),
    certificates: [...certificates],
  };
}

const useQuery = z.strictObject({ ...populationShape, over: z.enum(["true", "false"]).default("false").describe("only accounts above their capacity"), ...pageShape });

export const listCapacityUse: Operation<z.infer<typeof useQuery>> = {
  id: "listCapacityUse", method: "GET", path: "/api/v1/analysis/capacity", group: "analysis", admission: "analysis.read",
  summary: { en: "Accounts whose production period touches the days, with how much of what is certified is charged; the fullest first", zh: "生产期间与所选日期重叠的产能账户及其使用率，按使用率排列" },
  query: useQuery,
  answers: { 200: { says: { en: "A page of accounts", zh: "一页账户" }, schema: listOf(accountAnswer) } },
};

const mirrorAnswer = z.strictObject({
  site: z.int(), goods: z.string().describe("the consumer unit's GTIN"), month: z.string(), shipped: quantity.nullable(), declared: quantity.nullable(), difference: quantity.nullable().describe("declared less shipped"),
  verdict: z.enum(MIRROR_VERDICTS), shipments: z.int(), lines: z.int(),
});

/** A row of the mirror as the interface shows it. */
export function mirrorShown({ siteId, goods, month, dimension, shipped, declared, difference, verdict, shipments, lines }: MirrorRow): z.infer<typeof mirrorAnswer> {
  const amount = (base: bigint | null) => (dimension === null || base === null ? null : baseAmount(dimension, base));
  return { site: siteId, goods, month, shipped: amount(shipped), declared: amount(declared), difference: amount(difference), verdict, shipments, lines };
}

const mirrorQuery = z.strictObject({
  ...populationShape,
  source: z.enum(MIRROR_SOURCES).default("events").describe("who tells what was shipped: events at the producer, or transport documents"),
  rows: z.enum(MIRROR_ROWS).default("told").describe("goods that feeds speak of, what differs, or all that was declared too"),
  ...pageShape,
});

export const listMirror: Operation<z.infer<typeof mirrorQuery>> = {
  id: "listMirror", method: "GET", path: "/api/v1/analysis/mirror", group: "analysis", admission: "analysis.read",
  summary: { en: "What feeds say was shipped here against what was declared, by producer, goods and month, the newest month first", zh: "事件数据所示发运数量与申报数量，按生产企业、商品和月份比对，新近月份在前" },
  query: mirrorQuery,
  answers: { 200: { says: { en: "A page of rows", zh: "一页比对结果" }, schema: listOf(mirrorAnswer) } },
};
