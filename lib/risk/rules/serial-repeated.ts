import { decimal, duration, minuteUtc } from "../read-out.ts";
import { defineRule, type Seen } from "../rule.ts";
import { LEAST_PLACES, LEAST_SPEED, NEAR, type SerialLeap, type SerialPlace, type SerialSeen } from "../serials.ts";
import type { Wording } from "../subject.ts";

/** Single pieces (SGTIN) of the declared lots that events saw where one piece cannot be: too far apart for the time between, made twice, or at more places than goods pass. */
export const rule = defineRule({
  id: "serial-repeated",
  version: 1,
  name: { en: "Serial seen too often", zh: "序列号重复出现" },
  next: { en: "Examine the goods and read their serials; compare with where the codes were seen, and ask the producer which pieces it made.", zh: "查验货物并读取序列号，与该码出现地点核对，并向生产企业核实其赋码记录。" },
  needs: ["serials"],
  thresholds: {
    points: { name: { en: "Points for too far apart", zh: "间隔过远的分值" }, unit: "points", value: 60, least: 0, most: 100 },
    speed: { name: { en: "Fastest goods travel, kilometres an hour", zh: "货物最快行进速度（公里/小时）" }, unit: "kilometres", value: 1000, least: LEAST_SPEED, most: 3000 },
    near: { name: { en: "Places count as one within", zh: "视为同一地点的距离" }, unit: "kilometres", value: 50, least: NEAR, most: 500 },
    twicePoints: { name: { en: "Points for made twice", zh: "重复赋码的分值" }, unit: "points", value: 60, least: 0, most: 100 },
    placesPoints: { name: { en: "Points for too many places", zh: "地点过多的分值" }, unit: "points", value: 40, least: 0, most: 100 },
    places: { name: { en: "Places a piece passes at the most", zh: "单件途经地点上限" }, unit: "count", value: 10, least: LEAST_PLACES, most: 100 },
  },
  look: (subject, values) => {
    if (subject.facts.serials.seen.length === 0) return [];
    const standing = new Set(subject.lines.filter((line) => line.standing).map(({ no }) => no));
    const own = subject.facts.serials.seen.filter(({ line }) => standing.has(line));
    const far = own.flatMap((one): Far[] => {
      const [leap] = one.leaps.filter(({ kilometres, hours }) => kilometres > values.near && kilometres - values.near > values.speed * hours).toSorted((a, b) => speedOf(b) - speedOf(a));
      return leap === undefined ? [] : [{ ...one, leap }];
    });
    const twice = own.filter(({ made }) => made > 1);
    const many = own.filter(({ places }) => places > values.places);
    const { pieces } = subject.facts.serials;
    return [
      ...perLine(far, (some) => tooFar(some, values.points, values.speed, pieces)),
      ...perLine(twice, (some) => madeTwice(some, values.twicePoints, pieces)),
      ...perLine(many, (some) => tooMany(some, values.placesPoints, values.places, pieces)),
    ];
  },
});

/** A piece with the leap that no goods make. */
type Far = SerialSeen & { readonly leap: SerialLeap };

function perLine<One extends SerialSeen>(seen: readonly One[], told: (some: readonly One[]) => Seen | null): Seen[] {
  return [...Map.groupBy(seen, ({ line }) => line).values()].flatMap((some) => told(some) ?? []);
}

function tooFar(some: readonly Far[], points: number, speed: number, pieces: number): Seen | null {
  const worst = some.toSorted((a, b) => speedOf(b.leap) - speedOf(a.leap))[0];
  if (worst === undefined) return null;
  const { kilometres, hours, from, to } = worst.leap;
  const per = hours === 0 ? null : kilometres / hours;
  const [a, b, between] = [placeWords(from), placeWords(to), duration(hours)];
  return {
    line: worst.line, severity: "high", points,
    facts: {
      about: "too-far",
      item: worst.item,
      lot: worst.lot,
      kilometres: Math.round(kilometres),
      hours: Number(hours.toFixed(2)),
      limit: speed,
      from: { place: from.key, at: from.at, event: from.eventId },
      to: { place: to.key, at: to.at, event: to.eventId },
      others: some.filter((one) => one !== worst).map(({ item }) => item),
      pieces,
    },
    wording: {
      en: `The piece ${worst.item} of lot ${worst.lot} was seen at ${a.en} on ${minuteUtc(from.at)} and at ${b.en} on ${minuteUtc(to.at)}: ${decimal(kilometres, 0)} km in ${between.en}${per === null ? "" : `, ${decimal(per, 0)} km/h`}, where nothing travels faster than ${decimal(speed, 0)} km/h. They cannot be one piece.${moreWords(some, pieces).en}`,
      zh: `批号${worst.lot}的单件${worst.item}于${minuteUtc(from.at)}出现在${a.zh}，又于${minuteUtc(to.at)}出现在${b.zh}：${between.zh}内相距${decimal(kilometres, 0)}公里${per === null ? "" : `，折合每小时${decimal(per, 0)}公里`}，超过每小时${decimal(speed, 0)}公里的上限，不可能为同一件。${moreWords(some, pieces).zh}`,
    },
  };
}

const speedOf = ({ kilometres, hours }: SerialLeap): number => kilometres / Math.max(hours, 1 / 3600);

function madeTwice(some: readonly SerialSeen[], points: number, pieces: number): Seen | null {
  const worst = some.toSorted((a, b) => b.made - a.made)[0];
  if (worst === undefined) return null;
  return {
    line: worst.line, severity: "high", points,
    facts: { about: "made-twice", item: worst.item, lot: worst.lot, made: worst.made, others: some.filter((one) => one !== worst).map(({ item }) => item), pieces },
    wording: {
      en: `The piece ${worst.item} of lot ${worst.lot} was commissioned ${worst.made} times by different events, where a serial is given once.${moreWords(some, pieces).en}`,
      zh: `批号${worst.lot}的单件${worst.item}被不同事件赋码${worst.made}次，而序列号只能赋予一次。${moreWords(some, pieces).zh}`,
    },
  };
}

function tooMany(some: readonly SerialSeen[], points: number, limit: number, pieces: number): Seen | null {
  const worst = some.toSorted((a, b) => b.places - a.places)[0];
  if (worst === undefined) return null;
  return {
    line: worst.line, severity: "medium", points,
    facts: { about: "too-many-places", item: worst.item, lot: worst.lot, places: worst.places, limit, others: some.filter((one) => one !== worst).map(({ item }) => item), pieces },
    wording: {
      en: `The piece ${worst.item} of lot ${worst.lot} was seen at ${worst.places} places, more than the ${limit} that a piece passes.${moreWords(some, pieces).en}`,
      zh: `批号${worst.lot}的单件${worst.item}在${worst.places}处出现，超过单件途经地点上限${limit}处。${moreWords(some, pieces).zh}`,
    },
  };
}

function moreWords(some: readonly SerialSeen[], pieces: number): Wording {
  if (some.length < 2) return { en: "", zh: "" };
  return { en: ` The same holds for ${some.length - 1} more of ${decimal(pieces, 0)} pieces that events name.`, zh: `事件涉及的${decimal(pieces, 0)}件中另有${some.length - 1}件情况相同。` };
}

function placeWords({ key, name }: SerialPlace): Wording {
  return name ?? { en: key, zh: key };
}
