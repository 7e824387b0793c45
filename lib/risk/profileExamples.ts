import type { Wording } from "./subject.ts";

/** A condition to begin with, and what it looks for. */
export type ProfileExample = { readonly condition: string; readonly says: Wording };

/** Conditions that a supervisor may take over and change: one for each kind of fact. */
export const PROFILE_EXAMPLES: readonly ProfileExample[] = [
  { condition: 'line.hsCode.startsWith("2204") && line.pricePerLitre < 2', says: { en: "Wine under two a litre, in whatever currency", zh: "每升低于 2（任何币制）的葡萄酒" } },
  { condition: "line.goodsPeers.lines >= 20 && line.goodsPeers.ratio < 0.5", says: { en: "Half of what twenty lines of the same goods cost, or less", zh: "低于至少 20 项相同商品价格的一半" } },
  { condition: "line.relation.pairDays < 30 && line.litres > 5000", says: { en: "Much of a producer whom this importer first declared within a month", zh: "收货人与生产企业往来不足 30 天即大量申报" } },
  { condition: "line.ways.exists(w, size(w.handledIn) > 0 || w.opened)", says: { en: "Goods handled off the declared way, or whose container was opened", zh: "在申报路线以外处理，或途中开箱的货物" } },
  { condition: "line.ways.exists(w, w.hoursAbove > 2)", says: { en: "Kept above its limit for more than two hours", zh: "超过温度上限两小时以上" } },
  { condition: "line.serials.exists(s, s.places > 5)", says: { en: "One piece seen at more than five places", zh: "同一序列号出现在五处以上" } },
  { condition: "accounts.exists(a, a.used > 0.9) && bodies.exists(b, b.contradicted > 2)", says: { en: "A capacity nearly used, certified by a body that was contradicted before", zh: "产能临近用尽，且检验机构证书曾被推翻" } },
  { condition: "transports.exists(d, size(d.seals) == 0)", says: { en: "A transport document without seals", zh: "未载封志的运输单证" } },
  { condition: "size(recent) >= 3 && sum(recent.filter(r, has(r.value)).map(r, r.value)) > 500000.0", says: { en: "Three declarations of the same producer in a month, above half a million yuan together", zh: "30 天内对同一生产企业三票以上且合计超过 50 万元" } },
];
