import { formatMoney } from "#lib/measures/money";
import { MOST_MARGIN, RECENT_DAYS, valuesBySite, WATCHED_FROM, type RecentLodging } from "../relation.ts";
import { defineRule, type Seen } from "../rule.ts";
import type { Subject, SubjectAccount } from "../subject.ts";
import { weight } from "../threshold.ts";

const DAY = 86_400_000;

type Values = { readonly days: number; readonly declarations: number; readonly margin: number; readonly share: number; readonly value: number; readonly points: number };

/** Declarations by one importer of one producer's goods within some days, each just under what is examined by itself and together above it. */
export const rule = defineRule({
  id: "splitting",
  version: 1,
  name: { en: "Split just under a threshold", zh: "疑似拆分申报" },
  next: { en: "Look at the declarations together: one contract, one vessel or one payment speaks for one shipment.", zh: "将各报关单合并审核：合同、运输工具或付款相同的，可能属同一批货物。" },
  needs: ["recent"],
  thresholds: {
    days: { name: { en: "Days within which they are lodged", zh: "申报间隔天数" }, unit: "days", value: 7, least: 1, most: RECENT_DAYS },
    declarations: { name: { en: "Declarations at the least", zh: "最少报关单数" }, unit: "count", value: 3, least: 2, most: 20 },
    margin: { name: { en: "How far under the threshold is just under it", zh: "视为“略低于”的幅度" }, unit: "percent", value: 20, least: 1, most: MOST_MARGIN },
    share: { name: { en: "Share of the certified capacity at which one declaration is examined", zh: "单份报关单触发审核的核定产能占比" }, unit: "percent", value: 25, least: WATCHED_FROM.share, most: 100 },
    value: { name: { en: "Value at which one declaration is examined (0: none; from CNY 10,000)", zh: "单份报关单触发审核的价值（0为不设；不低于10,000元）" }, unit: "fen", value: 0, least: 0, most: 100_000_000_000 },
    points: weight(20),
  },
  asks: (subject, _, values) =>
    subject.accounts.some((account) => account.segment.state === "limited" && isUnder(account.amount, shareOf(account, values), values)) ||
    (values.value > 0 && valuesBySite(subject).some(({ value }) => isUnder(value, BigInt(values.value), values))),
  look: (subject, values) => [...subject.accounts.flatMap((account) => byCapacity(subject, account, values)), ...byValue(subject, values)],
});

function byCapacity(subject: Subject, account: SubjectAccount, values: Values): readonly Seen[] {
  if (account.segment.state !== "limited") return [];
  const group = under(subject, { siteId: account.siteId, own: account.amount, of: (other) => other.charged.get(account.id) ?? null, limit: shareOf(account, values) }, values);
  if (group === null) return [];
  const share = percentOf(group.sum, account.segment.limit);
  return [
    {
      line: account.lines.at(-1) ?? null,
      severity: "medium",
      points: values.points,
      facts: { by: "capacity", site: account.siteName, share, threshold: values.share, days: values.days, declarations: [...group.numbers] },
      wording: {
        en: `${subject.importer.name} lodged ${group.numbers.length} declarations of goods of ${account.siteName} within ${values.days} days, each just under ${values.share}% of the certified capacity; together they take ${share}%: ${group.numbers.join(", ")}.`,
        zh: `${subject.importer.name}在${values.days}日内就${account.siteName}的货物申报${group.numbers.length}份报关单，每份均略低于核定产能的${values.share}%，合计占${share}%：${group.numbers.join("、")}。`,
      },
    },
  ];
}

function byValue(subject: Subject, values: Values): readonly Seen[] {
  if (values.value <= 0) return [];
  return valuesBySite(subject).flatMap(({ siteId, siteName, line, value }) => {
    const group = under(subject, { siteId, own: value, of: (other) => other.value, limit: BigInt(values.value) }, values);
    if (group === null) return [];
    const [sum, limit] = [formatMoney({ minor: group.sum, currency: "CNY" }), formatMoney({ minor: BigInt(values.value), currency: "CNY" })];
    return [
      {
        line,
        severity: "medium",
        points: values.points,
        facts: { by: "value", site: siteName, sum, threshold: limit, days: values.days, declarations: [...group.numbers] },
        wording: {
          en: `${subject.importer.name} lodged ${group.numbers.length} declarations of goods of ${siteName} within ${values.days} days, each just under ${limit}; together they come to ${sum}: ${group.numbers.join(", ")}.`,
          zh: `${subject.importer.name}在${values.days}日内就${siteName}的货物申报${group.numbers.length}份报关单，每份均略低于${limit}，合计${sum}：${group.numbers.join("、")}。`,
        },
      },
    ];
  });
}

type Watched = { readonly siteId: number; readonly own: bigint; readonly of: (other: RecentLodging) => bigint | null; readonly limit: bigint };

/** The declarations that lie just under a limit together with this one, and their sum; null where they are too few or stay under it together. */
function under(subject: Subject, { siteId, own, of, limit }: Watched, values: Values): { readonly numbers: readonly string[]; readonly sum: bigint } | null {
  if (!isUnder(own, limit, values)) return null;
  const since = subject.lodgedAt.getTime() - values.days * DAY;
  const others = subject.facts.recent.filter((other) => other.siteId === siteId && other.lodgedAt.getTime() >= since && isUnder(of(other), limit, values));
  const sum = others.reduce((total, other) => total + (of(other) ?? 0n), own);
  return others.length + 1 < values.declarations || sum <= limit ? null : { numbers: [subject.number, ...others.map(({ number }) => number)], sum };
}

/** The share of an account's capacity at which one declaration is examined by itself, in base units. */
function shareOf({ segment }: SubjectAccount, { share }: Values): bigint {
  return (segment.limit * BigInt(Math.round(share))) / 100n;
}

function isUnder(amount: bigint | null, limit: bigint, { margin }: Values): boolean {
  return amount !== null && amount < limit && amount * 100n >= limit * BigInt(100 - Math.round(margin));
}

function percentOf(part: bigint, whole: bigint): number {
  return whole === 0n ? 0 : Number((part * 1_000n) / whole) / 10;
}
