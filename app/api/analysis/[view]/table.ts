import type { createTranslator } from "next-intl";
import { baseAmount } from "#lib/dashboards/baseAmount";
import { isOver, shareUsed } from "#lib/dashboards/capacityUse";
import type { ExportedAnalysis } from "#lib/dashboards/commands/analysis";
import type en from "#messages/en/analysis.json";

type Cell = string | number | null;
type Translate = ReturnType<typeof createTranslator<{ analysis: typeof en }, "analysis">>;

const COLUMNS = {
  digits: ["part", "name", "number", "numbers", "digit", "lines", "share", "expected", "z", "chiSquare", "p", "corrected", "deviation"],
  capacity: ["producer", "country", "scope", "from", "to", "dimension", "certified", "used", "unit", "share", "over", "certificates"],
  mirror: ["producer", "goods", "gtin", "month", "shipped", "declared", "difference", "unit", "verdict", "shipments", "lines"],
} as const;

/** An exported analysis as the rows of a table under its headings. Numbers stay numbers, amounts exact decimals. */
export function tableOf(analysis: ExportedAnalysis, t: Translate, english: boolean): readonly (readonly Cell[])[] {
  if (analysis.view === "digits") return [COLUMNS.digits.map((column) => t(`csv.digits.${column}`)), ...digitRows(analysis, t, english)];
  if (analysis.view === "capacity") return [COLUMNS.capacity.map((column) => t(`csv.capacity.${column}`)), ...capacityRows(analysis, t)];
  return [COLUMNS.mirror.map((column) => t(`csv.mirror.${column}`)), ...mirrorRows(analysis, t, english)];
}

type Of<View extends ExportedAnalysis["view"]> = Extract<ExportedAnalysis, { readonly view: View }>;

function digitRows({ choice, analysis: { whole, ranked } }: Of<"digits">, t: Translate, english: boolean): Cell[][] {
  const all = t("csv.whole");
  return [
    [all, null, null, whole.numbers, null, null, null, null, null, whole.chiSquare, whole.p, null, whole.deviation],
    ...whole.digits.map(({ digit, count, share, expected, z }): Cell[] => [all, null, null, whole.numbers, digit, count, share, expected, z, null, null, null, null]),
    ...ranked.map(({ party, result, p, adjusted }): Cell[] => [
      t(`digits.parties.${choice.by}`),
      english ? party.name.en : party.name.zh,
      party.code,
      result.numbers,
      null,
      null,
      null,
      null,
      null,
      result.chiSquare,
      p,
      adjusted,
      result.deviation,
    ]),
  ];
}

function capacityRows({ accounts }: Of<"capacity">, t: Translate): Cell[][] {
  return accounts.map((account) => {
    const [certified, used] = [baseAmount(account.dimension, account.capacity), baseAmount(account.dimension, account.used)];
    return [
      account.siteName, account.country, account.scopeValues.join(" "), account.from, account.to, t(`capacity.dimensions.${account.dimension}`), certified.value, used.value, certified.unit,
      shareUsed(account), isOver(account) ? 1 : 0, account.certificates.join(" "),
    ];
  });
}

function mirrorRows({ rows, names }: Of<"mirror">, t: Translate, english: boolean): Cell[][] {
  return rows.map((row) => {
    const { dimension } = row;
    const say = (base: bigint | null) => (dimension === null || base === null ? null : Number(baseAmount(dimension, base).value));
    const goods = names.goods[row.goods];
    return [
      names.sites[row.siteId] ?? "", goods === undefined ? "" : english ? goods.en : goods.zh, row.goods, row.month, say(row.shipped), say(row.declared), say(row.difference),
      dimension === null ? null : baseAmount(dimension, 0n).unit, t(`mirror.verdicts.${row.verdict}`), row.shipments, row.lines,
    ];
  });
}
