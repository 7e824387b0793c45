import type { Procedure } from "./declaration.ts";

/** A customs trade mode (监管方式) by its four-digit code, with the procedure it stands for unless the declaration names one. */
export type TradeMode = { readonly code: string; readonly name: { readonly en: string; readonly zh: string }; readonly procedure: Procedure };

/** What a line does to the capacity accounts it belongs to (docs/capacity.md rule 6). */
export type Effect = "counts" | "none" | "takes-back";

/** What was taken for granted about the effect, by name. */
export type EffectAssumption = "trade-mode-not-in-table" | "procedure-differs-from-trade-mode";

const EFFECTS = {
  "free-circulation": "counts",
  "bonded-entry": "counts",
  "bonded-release": "none",
  transit: "none",
  export: "none",
  return: "takes-back",
  temporary: "none",
} as const satisfies Record<Procedure, Effect>;

const mode = (code: string, procedure: Procedure, zh: string, en: string): TradeMode => ({ code, name: { en, zh }, procedure });

/** The trade modes of China Customs' code table of 监管方式 that goods of this house move under. */
export const TRADE_MODES: readonly TradeMode[] = [
  mode("0110", "free-circulation", "一般贸易", "General trade"),
  mode("0130", "free-circulation", "易货贸易", "Barter trade"),
  mode("0513", "free-circulation", "补偿贸易", "Compensation trade"),
  mode("1039", "export", "市场采购", "Market procurement"),
  mode("1616", "free-circulation", "寄售代销", "Consignment sales"),
  mode("1741", "free-circulation", "免税品", "Duty-free goods"),
  mode("3010", "free-circulation", "货样广告品", "Samples and advertising goods"),
  mode("3100", "free-circulation", "无代价抵偿", "Replacement without charge"),
  mode("3339", "free-circulation", "其他进出口免费", "Other goods free of charge"),
  mode("3612", "free-circulation", "捐赠物资", "Donated goods"),
  mode("4019", "free-circulation", "边境小额", "Small-scale border trade"),
  mode("9610", "free-circulation", "跨境贸易电子商务", "Cross-border e-commerce"),
  mode("9739", "free-circulation", "其他贸易", "Other trade"),

  mode("0214", "bonded-entry", "来料加工", "Processing with supplied materials"),
  mode("0615", "bonded-entry", "进料对口", "Processing with purchased materials"),
  mode("0715", "bonded-entry", "进料非对口", "Processing with purchased materials, no matched export"),
  mode("1210", "bonded-entry", "保税跨境贸易电子商务", "Bonded cross-border e-commerce"),
  mode("1239", "bonded-entry", "保税跨境贸易电子商务A", "Bonded cross-border e-commerce A"),
  mode("1233", "bonded-entry", "保税仓库货物", "Goods for a bonded warehouse"),
  mode("1234", "bonded-entry", "保税区仓储转口", "Bonded-zone storage and re-export"),
  mode("5014", "bonded-entry", "区内来料加工", "Processing with supplied materials inside a special zone"),
  mode("5015", "bonded-entry", "区内进料加工货物", "Processing with purchased materials inside a special zone"),
  mode("5033", "bonded-entry", "区内仓储货物", "Storage goods of a special zone"),
  mode("5034", "bonded-entry", "区内物流货物", "Logistics goods of a special zone"),
  mode("6033", "bonded-entry", "物流中心进出境货物", "Goods of a bonded logistics centre"),

  mode("0245", "bonded-release", "来料料件内销", "Supplied materials sold on the home market"),
  mode("0644", "bonded-release", "进料料件内销", "Purchased materials sold on the home market"),
  mode("1200", "bonded-release", "保税间货物", "Goods moved between bonded places"),
  mode("5000", "bonded-release", "料件进出区", "Materials into or out of a special zone"),
  mode("5100", "bonded-release", "成品进出区", "Finished goods into or out of a special zone"),

  mode("9600", "transit", "内贸货物跨境运输", "Home-trade goods carried across the border"),

  mode("9710", "export", "跨境电子商务企业对企业直接出口", "Cross-border e-commerce, direct export to businesses"),
  mode("9810", "export", "跨境电子商务出口海外仓", "Cross-border e-commerce, export to overseas warehouses"),

  mode("0300", "return", "来料料件退换", "Supplied materials returned or exchanged"),
  mode("0700", "return", "进料料件退换", "Purchased materials returned or exchanged"),
  mode("4400", "return", "来料成品退换", "Finished goods of supplied materials returned or exchanged"),
  mode("4500", "return", "直接退运", "Direct return"),
  mode("4561", "return", "退运货物", "Returned goods"),
  mode("4600", "return", "进料成品退换", "Finished goods of purchased materials returned or exchanged"),

  mode("1300", "temporary", "修理物品", "Goods for repair"),
  mode("1500", "temporary", "租赁不满一年", "Lease of less than a year"),
  mode("2600", "temporary", "暂时进出货物", "Goods entered or sent out for a time"),
  mode("2700", "temporary", "展览品", "Exhibits"),
];

const byCode: ReadonlyMap<string, TradeMode> = new Map(TRADE_MODES.map((known) => [known.code, known]));

/** The trade mode of a code, undefined when it is not in the table. */
export function tradeModeOf(code: string): TradeMode | undefined {
  return byCode.get(code);
}

/**
 * What lines under a trade mode do to capacity. A declared procedure goes before the mode's own, and says so when the two differ;
 * a code outside the table is taken as entry for free circulation, which counts, and says so too.
 */
export function effectOf(code: string, declared?: Procedure): { readonly effect: Effect; readonly procedure: Procedure; readonly assumption?: EffectAssumption } {
  const known = byCode.get(code);
  const procedure = declared ?? known?.procedure ?? "free-circulation";
  if (known === undefined) return { effect: EFFECTS[procedure], procedure, assumption: "trade-mode-not-in-table" };
  if (procedure !== known.procedure) return { effect: EFFECTS[procedure], procedure, assumption: "procedure-differs-from-trade-mode" };
  return { effect: EFFECTS[procedure], procedure };
}
