import { dateIn } from "#lib/measures/period";
import type { Relation } from "../relation.ts";
import { defineRule, type Seen } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { weight } from "../threshold.ts";

const DAY = 86_400_000;

/** The first declarations of an importer's goods of a producer, or of a producer's goods by anybody, once the house has records long enough to know what is new. */
export const rule = defineRule({
  id: "new-relation",
  version: 1,
  name: { en: "New relation of importer and producer", zh: "收货人与生产企业首次往来" },
  next: { en: "Check the contract between the two and who introduced them; look at the goods of a producer nobody has seen before.", zh: "核查双方合同及业务来源；首次出现的生产企业，建议查看实货。" },
  needs: ["relations"],
  thresholds: {
    days: { name: { en: "Days from the first declaration on that count as new", zh: "自首次申报起视为新往来的天数" }, unit: "days", value: 14, least: 0, most: 365 },
    records: { name: { en: "Days of records before anything counts as new", zh: "判定新往来所需的最少记录天数" }, unit: "days", value: 180, least: 0, most: 3_650 },
    pair: weight(0, { en: "Weight of a new pair", zh: "新往来的分值" }),
    producer: weight(0, { en: "Weight of a new producer", zh: "新生产企业的分值" }),
  },
  asks: (subject, { since }, { records }) => since !== null && subject.lodgedAt.getTime() - since.getTime() >= records * DAY,
  look: (subject, values) => subject.facts.relations.flatMap((relation) => judged(subject, relation, values)),
});

function judged(subject: Subject, relation: Relation, values: { readonly days: number; readonly records: number; readonly pair: number; readonly producer: number }): readonly Seen[] {
  const line = subject.lines.find(({ standing, site }) => standing && site.kind === "site" && site.id === relation.siteId);
  if (line?.site.kind !== "site") return [];
  const isNew = (since: Date) => subject.lodgedAt.getTime() - since.getTime() <= values.days * DAY && since.getTime() - relation.recordsSince.getTime() >= values.records * DAY;
  if (!isNew(relation.pairSince)) return [];
  const producer = isNew(relation.siteSince);
  const points = producer ? values.producer : values.pair;
  const since = dateIn(producer ? relation.siteSince : relation.pairSince);
  const [records, name, importer] = [dateIn(relation.recordsSince), line.site.name, subject.importer.name];
  return [
    {
      line: line.no,
      severity: points > 0 ? "low" : "info",
      points,
      facts: { site: name, importer, new: producer ? "producer" : "pair", since, records },
      wording: producer
        ? { en: `Goods of ${name} were first declared on ${since}, by anybody; declarations are recorded since ${records}.`, zh: `${name}的货物于${since}首次申报（不限收货人）；本系统自${records}起有申报记录。` }
        : { en: `${importer} first declared goods of ${name} on ${since}; declarations are recorded since ${records}.`, zh: `${importer}于${since}首次申报${name}的货物；本系统自${records}起有申报记录。` },
    },
  ];
}
