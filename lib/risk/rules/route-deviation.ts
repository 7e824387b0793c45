import { countryName } from "#lib/places/country";
import { listed } from "../amount.ts";
import { decimal, duration, minuteUtc } from "../read-out.ts";
import { declaredRoute, detourOf, handledElsewhere, openedOn, stopsOf, strangeSeals } from "../route.ts";
import { defineRule, type Seen } from "../rule.ts";
import type { Wording } from "../subject.ts";
import type { WayStep } from "../way.ts";

/** The way of a lot against the declared one: handled in a country that is neither origin, port of loading nor destination, a detour, a long stop, a sealed container opened or sealed anew. */
export const rule = defineRule({
  id: "route-deviation",
  version: 1,
  name: { en: "Way differs from the declared one", zh: "运输路线与申报不符" },
  next: { en: "Compare the transport documents with the events; check container and seals, and order an examination where goods may have been exchanged.", zh: "核对运输单据与追溯事件，检查集装箱与封志，有调换可能的下达查验。" },
  needs: ["ways"],
  thresholds: {
    handledPoints: { name: { en: "Points for handling in another country", zh: "在第三国处理货物的分值" }, unit: "points", value: 45, least: 0, most: 100 },
    openedPoints: { name: { en: "Points for a container opened or sealed anew", zh: "集装箱中途开启或更换封志的分值" }, unit: "points", value: 60, least: 0, most: 100 },
    stopPoints: { name: { en: "Points for a long stop", zh: "长时间停留的分值" }, unit: "points", value: 20, least: 0, most: 100 },
    stop: { name: { en: "Longest stop on the way", zh: "途中停留上限" }, unit: "days", value: 14, least: 1, most: 180 },
    detourPoints: { name: { en: "Points for a detour", zh: "绕行的分值" }, unit: "points", value: 20, least: 0, most: 100 },
    detour: { name: { en: "Way against the straight line", zh: "行程与直线距离之比" }, unit: "times", value: 2.5, least: 1.2, most: 10, decimals: 1 },
    detourLeast: { name: { en: "Least way beyond the straight line", zh: "最小绕行距离" }, unit: "kilometres", value: 3000, least: 100, most: 20000 },
  },
  look: (subject, values) => subject.facts.ways.lots.flatMap((way): Seen[] => {
    const line = subject.lines.find(({ no }) => no === way.line);
    if (line === undefined || !line.standing) return [];
    const route = declaredRoute(line);
    const lot = { en: `Lot ${way.lot}`, zh: `批号${way.lot}` };
    const seen = (about: string, severity: Seen["severity"], points: number, facts: Seen["facts"], wording: Wording): Seen => ({ line: line.no, severity, points, facts: { about, lot: way.lot, ...facts }, wording });
    const declared = listed(route.countries.map(countryWords));
    const [handled] = handledElsewhere(way, route);
    const [opened] = openedOn(way, route);
    const [resealed] = strangeSeals(way, route);
    const stop = stopsOf(way).find(({ days }) => days > values.stop);
    const detour = detourOf(way);
    return [
      ...(handled === undefined ? [] : [seen("handled", "high", values.handledPoints, { ...stepFacts(handled), country: handled.place?.country ?? "", declared: [...route.countries] }, {
        en: `${lot.en} was handled (${handled.bizStep ?? handled.type}) at ${placeWords(handled).en}, ${countryWords(handled.place?.country ?? "").en}, on ${minuteUtc(handled.at)}; the declared way names ${declared.en} only.`,
        zh: `${lot.zh}于${minuteUtc(handled.at)}在${countryWords(handled.place?.country ?? "").zh}${placeWords(handled).zh}被处理（${handled.bizStep ?? handled.type}），而申报路线仅涉及${declared.zh}。`,
      })]),
      ...(opened === undefined ? [] : [seen("opened", "high", values.openedPoints, { ...stepFacts(opened), container: opened.via ?? "", seals: [...route.seals] }, {
        en: `The sealed container of ${lot.en.toLowerCase()}, ${opened.via ?? ""}, was opened on the way: ${opened.bizStep ?? opened.type} at ${placeWords(opened).en} on ${minuteUtc(opened.at)}, between its departure and its arrival (seals on the documents: ${listed(route.seals).en}).`,
        zh: `${lot.zh}所在的施封集装箱${opened.via ?? ""}在途中被开启：于${minuteUtc(opened.at)}在${placeWords(opened).zh}发生${opened.bizStep ?? opened.type}，处于起运与到达之间（单证所载封志：${listed(route.seals).zh}）。`,
      })]),
      ...(resealed === undefined ? [] : [seen("resealed", "high", values.openedPoints, { ...stepFacts(resealed), found: [...resealed.seals], declared: [...route.seals] }, {
        en: `The container of ${lot.en.toLowerCase()} bore seal ${listed(resealed.seals).en} at ${placeWords(resealed).en} on ${minuteUtc(resealed.at)}; the documents name ${listed(route.seals).en}.`,
        zh: `${lot.zh}所在集装箱于${minuteUtc(resealed.at)}在${placeWords(resealed).zh}的封志为${listed(resealed.seals).zh}，单证所载为${listed(route.seals).zh}。`,
      })]),
      ...(stop === undefined ? [] : [seen("stop", "medium", values.stopPoints, { ...stepFacts(stop.from), until: minuteUtc(stop.to.at), days: Number(stop.days.toFixed(2)), limit: values.stop }, {
        en: `${lot.en} stood at ${placeWords(stop.from).en} from ${minuteUtc(stop.from.at)} to ${minuteUtc(stop.to.at)}, ${duration(stop.days * 24).en}, without an event that says why (${decimal(values.stop, 0)} days are allowed).`,
        zh: `${lot.zh}自${minuteUtc(stop.from.at)}至${minuteUtc(stop.to.at)}停留在${placeWords(stop.from).zh}，共${duration(stop.days * 24).zh}，且无事件说明原因（允许${decimal(values.stop, 0)}天）。`,
      })]),
      ...(detour === null || detour.way <= values.detour * detour.straight || detour.way - detour.straight <= values.detourLeast ? [] : [seen("detour", "medium", values.detourPoints, { way: Math.round(detour.way), straight: Math.round(detour.straight), limit: values.detour, over: detour.over.map((step) => placeWords(step).en) }, {
        en: `${lot.en} went ${decimal(detour.way, 0)} km over ${listed(detour.over.map(placeWords)).en}, ${decimal(detour.way / detour.straight, 1)} times the ${decimal(detour.straight, 0)} km between where it set out and where it arrived (${decimal(values.detour, 1)} times are allowed).`,
        zh: `${lot.zh}经${listed(detour.over.map(placeWords)).zh}行进${decimal(detour.way, 0)}公里，为起讫两地直线距离${decimal(detour.straight, 0)}公里的${decimal(detour.way / detour.straight, 1)}倍（允许${decimal(values.detour, 1)}倍）。`,
      })]),
    ];
  }),
});

const stepFacts = (step: WayStep): Seen["facts"] => ({ event: step.eventId, at: minuteUtc(step.at), place: step.place?.key ?? "", step: step.bizStep ?? step.type });

function placeWords({ place }: WayStep): Wording {
  return place?.name ?? { en: place?.key ?? "a place that is not told", zh: place?.key ?? "未载明的地点" };
}

function countryWords(code: string): Wording {
  return countryName(code) ?? { en: code, zh: code };
}
