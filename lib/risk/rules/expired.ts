import { addDays, dateIn, daysBetween, plainDate, type PlainDate } from "#lib/measures/period";
import { defineRule, type Seen, type Threshold } from "../rule.ts";
import type { Subject, SubjectLine, Wording } from "../subject.ts";
import { weight } from "../threshold.ts";

const DAY = 86_400_000;

/** The categories that can have a shelf life by themselves, by the threshold that says it in days; none as long as it is zero. */
const SHELF_LIVES = { "infant-formula": "infantFormula", milk: "milk", "hairy-crab": "hairyCrab", salmon: "salmon", beef: "beef" } as const;

type Name = (typeof SHELF_LIVES)[keyof typeof SHELF_LIVES];

/** When a line's goods expire, and what says so. */
type Expiry = { readonly on: PlainDate; readonly lot: string | null; readonly by: "lot" | "shelf-life"; readonly days: number | null };

/** Goods that have expired on the day of lodging, or will soon: by what is recorded of the lot, else by the production date and the shelf life of their category. */
export const rule = defineRule({
  id: "expired",
  version: 1,
  name: { en: "Expired or about to expire", zh: "已过或临近保质期" },
  next: { en: "Refuse what has expired; of what expires soon, check the label and the date on the goods.", zh: "已过保质期的不予放行；临近保质期的，核对标签和实货日期。" },
  needs: [],
  thresholds: {
    soon: { name: { en: "Days before the expiry that are soon", zh: "视为临近保质期的天数" }, unit: "days", value: 15, least: 0, most: 365 },
    infantFormula: shelfLife(1_096, { en: "Shelf life of infant formula without a recorded date", zh: "婴幼儿配方食品保质期（无记录日期时）" }),
    milk: shelfLife(0, { en: "Shelf life of milk without a recorded date (0: none)", zh: "牛奶保质期（无记录日期时；0为不设）" }),
    hairyCrab: shelfLife(0, { en: "Shelf life of hairy crab without a recorded date (0: none)", zh: "大闸蟹保质期（无记录日期时；0为不设）" }),
    salmon: shelfLife(0, { en: "Shelf life of salmon without a recorded date (0: none)", zh: "鲑鱼保质期（无记录日期时；0为不设）" }),
    beef: shelfLife(0, { en: "Shelf life of beef without a recorded date (0: none)", zh: "牛肉保质期（无记录日期时；0为不设）" }),
    expired: weight(60, { en: "Weight of expired goods", zh: "已过保质期的分值" }),
    expiring: weight(10, { en: "Weight of goods that expire soon", zh: "临近保质期的分值" }),
  },
  look: (subject, values) =>
    subject.lines.flatMap((line) => {
      const name = Object.hasOwn(SHELF_LIVES, line.category) ? SHELF_LIVES[line.category as keyof typeof SHELF_LIVES] : undefined;
      const expiry = line.standing ? expiryOf(line, name === undefined ? 0 : values[name]) : null;
      return expiry === null ? [] : judged(subject, line, expiry, values);
    }),
});

function shelfLife(value: number, name: Wording): Threshold {
  return { name, unit: "days", value, least: 0, most: 3_653 };
}

/** The earliest expiry recorded of a line's lots; without one, the earliest production date and the shelf life. */
function expiryOf(line: SubjectLine, days: number): Expiry | null {
  const recorded = line.lotFacts.flatMap(({ lot, expiresOn }) => (expiresOn === null ? [] : [{ lot, expiresOn }])).toSorted((a, b) => (a.expiresOn < b.expiresOn ? -1 : 1))[0];
  const on = recorded === undefined ? undefined : plainDate(recorded.expiresOn);
  if (recorded !== undefined && on !== undefined) return { on, lot: recorded.lot, by: "lot", days: null };
  if (days <= 0) return null;
  const made = [line.productionDate, ...line.lotFacts.map(({ producedOn }) => producedOn)].flatMap((date) => (date === null ? [] : [date])).toSorted()[0];
  const from = made === undefined ? undefined : plainDate(made);
  return from === undefined ? null : { on: addDays(from, days), lot: null, by: "shelf-life", days };
}

function judged(subject: Subject, line: SubjectLine, expiry: Expiry, values: { readonly soon: number; readonly expired: number; readonly expiring: number } & Readonly<Record<Name, number>>): readonly Seen[] {
  if (Date.parse(expiry.on) - subject.lodgedAt.getTime() > (values.soon + 2) * DAY) return [];
  const lodged = dateIn(subject.lodgedAt);
  const left = daysBetween(lodged, expiry.on);
  if (left > values.soon) return [];
  const over = left < 0;
  const source = sourceWords(expiry);
  return [
    {
      line: line.no,
      severity: over ? "high" : "low",
      points: over ? values.expired : values.expiring,
      facts: { line: line.no, expiresOn: expiry.on, lodgedOn: lodged, days: left, lot: expiry.lot, by: expiry.by },
      wording: over
        ? { en: `${line.goods.en} had expired for ${-left} days when it was lodged: it expired on ${expiry.on}${source.en}.`, zh: `${line.goods.zh}申报时已过保质期${-left}日：到期日为${expiry.on}${source.zh}。` }
        : { en: `${line.goods.en} expires on ${expiry.on}${source.en}, ${left} days after it was lodged.`, zh: `${line.goods.zh}将于${expiry.on}到期${source.zh}，距申报仅${left}日。` },
    },
  ];
}

function sourceWords({ lot, days }: Expiry): Wording {
  if (lot !== null) return { en: ` (lot ${lot})`, zh: `（批号${lot}）` };
  return { en: ` (production date and ${days} days of shelf life)`, zh: `（按生产日期和保质期${days}日推算）` };
}
