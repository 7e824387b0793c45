import { formatMoney } from "#lib/measures/money";
import { deviationsFrom, portionPrice, unitPriceOf, type LinePeers, type PeerPrices, type UnitPrice } from "../peerPrice.ts";
import { defineRule, type Seen } from "../rule.ts";
import type { SubjectLine, Wording } from "../subject.ts";
import { weight } from "../threshold.ts";

type Values = { readonly sample: number; readonly importers: number; readonly deviations: number; readonly spread: number; readonly low: number; readonly high: number };

/** A line whose price for a unit lies far from what its peers cost: the same goods where enough importers declared them, else the same category and origin. Currencies are never mixed; a line without enough peers says nothing. */
export const rule = defineRule({
  id: "price-against-peers",
  version: 1,
  name: { en: "Price far from its peers", zh: "价格偏离同类商品" },
  next: { en: "Ask for the sales contract and the payment; compare grade and packing with those of the peers.", zh: "索取购销合同和付款凭证，与同类商品核对等级和包装。" },
  needs: ["peers"],
  thresholds: {
    sample: { name: { en: "Lines that peers must be at the least", zh: "同类商品最少申报项数" }, unit: "count", value: 20, least: 5, most: 10_000 },
    importers: { name: { en: "Importers that peers must come from at the least", zh: "同类商品最少收货人数" }, unit: "count", value: 2, least: 1, most: 100 },
    deviations: { name: { en: "Robust standard deviations from the median", zh: "偏离中位数的稳健标准差倍数" }, unit: "times", value: 5, least: 2, most: 20, decimals: 1 },
    spread: { name: { en: "Least spread that is reckoned with", zh: "计入的最小离散程度" }, unit: "percent", value: 10, least: 1, most: 100, decimals: 1 },
    low: weight(20, { en: "Weight of a price below its peers", zh: "低于同类商品的分值" }),
    high: weight(15, { en: "Weight of a price above its peers", zh: "高于同类商品的分值" }),
  },
  asks: (subject) => subject.lines.some(({ standing, price }) => standing && price !== null),
  look: (subject, values) => {
    if (subject.facts.peers.length === 0) return [];
    const peersOf = new Map(subject.facts.peers.map((peers) => [peers.line, peers]));
    return subject.lines.flatMap((line) => {
      const [peers, price] = [peersOf.get(line.no), unitPriceOf(line)];
      return line.standing && peers !== undefined && price !== null ? judged(line, price, peers, values) : [];
    });
  },
});

function judged(line: SubjectLine, price: UnitPrice, { goods, kind }: LinePeers, values: Values): readonly Seen[] {
  const enough = (peers: PeerPrices | null) => peers !== null && peers.lines >= values.sample && peers.importers >= values.importers;
  const peers = enough(goods) ? goods : enough(kind) ? kind : null;
  if (peers === null) return [];
  const away = deviationsFrom(price.log, peers, values.spread);
  if (Math.abs(away) <= values.deviations) return [];
  const below = away < 0;
  const own = portionPrice(price.log, price.dimension);
  const [each, middle] = [money(own.minor, price.currency), money(portionPrice(peers.median, price.dimension).minor, price.currency)];
  const which: Wording = peers === goods ? { en: "of the same goods", zh: "同一商品" } : { en: `of ${line.category} from ${line.originCountry}`, zh: `原产地${line.originCountry}的同品类商品` };
  const times = Math.abs(away).toFixed(1);
  return [
    {
      line: line.no,
      severity: "medium",
      points: below ? values.low : values.high,
      facts: {
        line: line.no,
        each,
        portion: own.portion.en,
        median: middle,
        lines: peers.lines,
        importers: peers.importers,
        from: peers.from,
        to: peers.to,
        deviations: Number(away.toFixed(2)),
        peers: peers === goods ? "goods" : "kind",
      },
      wording: {
        en: `${line.goods.en} is declared at ${each} for ${own.portion.en}; ${peers.lines} lines ${which.en} by ${peers.importers} importers, lodged from ${peers.from} to ${peers.to}, cost ${middle} in the middle. It lies ${times} robust standard deviations ${below ? "below" : "above"}.`,
        zh: `${line.goods.zh}申报价格折合${own.portion.zh}${each}；${peers.from}至${peers.to}申报的${which.zh}共${peers.lines}项（${peers.importers}家收货人），中位数为${middle}，${below ? "低于" : "高于"}中位数${times}个稳健标准差。`,
      },
    },
  ];
}

const money = (minor: bigint, currency: string): string => formatMoney({ minor, currency });
