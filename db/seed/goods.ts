/** A sort of goods of the background trade. `lag` is how many days after production it is declared, `lot` how much one line declares. */
export type Sort = {
  readonly category: string;
  readonly kind: string;
  readonly hsCode: string;
  readonly net: { readonly value: string; readonly unit: string };
  readonly pack: string;
  readonly inCase: number;
  /** How lines are declared: by consumer packs or cases, or by mass. */
  readonly declared: "packs" | "mass";
  readonly amount: readonly [number, number];
  readonly round: number;
  /** Price of one consumer unit in whole CNY. */
  readonly price: readonly [number, number];
  readonly dated: "vintage" | "date";
  readonly lag: readonly [number, number];
  /** What certificates of it say: pieces of named items, or a volume or mass of the category. */
  readonly certified: "XBO" | "XTN" | "H87" | "LTR" | "HLT" | "KGM" | "TNE";
  readonly names: readonly (readonly [en: string, zh: string])[];
};

const sort = (given: Sort): Sort => given;

/** The goods of the background trade, by the name used in the list of producers. */
export const SORTS = {
  wine: sort({ category: "wine", kind: "winery", hsCode: "2204210000", net: { value: "750", unit: "MLT" }, pack: "XBO", inCase: 6, declared: "packs", amount: [1200, 9000], round: 60, price: [26, 160], dated: "vintage", lag: [0, 0], certified: "XBO", names: [["Reserve red", "珍藏干红葡萄酒"], ["Estate red", "庄园干红葡萄酒"], ["Dry white", "干白葡萄酒"]] }),
  bulkwine: sort({ category: "wine", kind: "winery", hsCode: "2204210000", net: { value: "750", unit: "MLT" }, pack: "XBO", inCase: 12, declared: "packs", amount: [2400, 14400], round: 120, price: [16, 48], dated: "vintage", lag: [0, 0], certified: "HLT", names: [["Table red", "佐餐红葡萄酒"], ["Table white", "佐餐白葡萄酒"]] }),
  formula: sort({ category: "infant-formula", kind: "dairy", hsCode: "1901101000", net: { value: "900", unit: "GRM" }, pack: "XTN", inCase: 6, declared: "packs", amount: [1800, 12000], round: 60, price: [96, 185], dated: "date", lag: [35, 90], certified: "XTN", names: [["Infant formula stage 1, 900 g", "婴儿配方奶粉1段 900克"], ["Follow-on formula stage 2, 900 g", "较大婴儿配方奶粉2段 900克"], ["Toddler formula stage 3, 900 g", "幼儿配方奶粉3段 900克"]] }),
  milk: sort({ category: "milk", kind: "dairy", hsCode: "0401200000", net: { value: "1", unit: "LTR" }, pack: "H87", inCase: 12, declared: "packs", amount: [14400, 26400], round: 240, price: [4, 9], dated: "date", lag: [30, 70], certified: "LTR", names: [["Whole milk, UHT, 1 L", "全脂灭菌乳 1升"], ["Skimmed milk, UHT, 1 L", "脱脂灭菌乳 1升"]] }),
  oil: sort({ category: "olive-oil", kind: "mill", hsCode: "1509200000", net: { value: "500", unit: "MLT" }, pack: "XBO", inCase: 12, declared: "packs", amount: [2400, 12000], round: 120, price: [32, 78], dated: "date", lag: [60, 180], certified: "LTR", names: [["Extra virgin olive oil, 500 mL", "特级初榨橄榄油 500毫升"], ["Extra virgin olive oil, early harvest, 500 mL", "早收特级初榨橄榄油 500毫升"]] }),
  beef: sort({ category: "beef", kind: "slaughterhouse", hsCode: "0201300090", net: { value: "15", unit: "KGM" }, pack: "XCT", inCase: 40, declared: "mass", amount: [6000, 24000], round: 15, price: [720, 1180], dated: "date", lag: [12, 35], certified: "TNE", names: [["Chilled boneless beef, chuck, 15 kg", "冰鲜去骨牛肉（上脑）15千克"], ["Chilled boneless beef, striploin, 15 kg", "冰鲜去骨牛肉（西冷）15千克"]] }),
  salmon: sort({ category: "salmon", kind: "fish farm", hsCode: "0302141000", net: { value: "22.5", unit: "KGM" }, pack: "XBX", inCase: 27, declared: "mass", amount: [1800, 7200], round: 45, price: [1350, 2100], dated: "date", lag: [3, 6], certified: "KGM", names: [["Fresh Atlantic salmon, head on, 22.5 kg", "冰鲜大西洋鲑鱼（带头）22.5千克"]] }),
  cosmetics: sort({ category: "cosmetics", kind: "factory", hsCode: "3304990039", net: { value: "50", unit: "MLT" }, pack: "H87", inCase: 24, declared: "packs", amount: [2400, 24000], round: 240, price: [38, 240], dated: "date", lag: [40, 160], certified: "H87", names: [["Moisturising cream, 50 mL", "保湿面霜 50毫升"], ["Hydrating serum, 50 mL", "水润精华液 50毫升"]] }),
  cherries: sort({ category: "cherries", kind: "packing house", hsCode: "0809290000", net: { value: "5", unit: "KGM" }, pack: "XBX", inCase: 80, declared: "mass", amount: [6000, 20000], round: 50, price: [170, 420], dated: "date", lag: [5, 28], certified: "TNE", names: [["Sweet cherries, JJ, 5 kg", "鲜樱桃（JJ级）5千克"], ["Sweet cherries, J, 5 kg", "鲜樱桃（J级）5千克"]] }),
  honey: sort({ category: "honey", kind: "packing house", hsCode: "0409000000", net: { value: "500", unit: "GRM" }, pack: "XJR", inCase: 12, declared: "packs", amount: [2400, 12000], round: 120, price: [42, 210], dated: "date", lag: [60, 200], certified: "KGM", names: [["Manuka honey, 500 g", "麦卢卡蜂蜜 500克"], ["Clover honey, 500 g", "三叶草蜂蜜 500克"]] }),
  beer: sort({ category: "beer", kind: "brewery", hsCode: "2203000000", net: { value: "500", unit: "MLT" }, pack: "XCX", inCase: 24, declared: "packs", amount: [12000, 48000], round: 240, price: [4, 12], dated: "date", lag: [30, 90], certified: "HLT", names: [["Wheat beer, 500 mL can", "小麦啤酒 500毫升罐装"], ["Lager, 500 mL can", "拉格啤酒 500毫升罐装"]] }),
  coffee: sort({ category: "coffee", kind: "roastery", hsCode: "0901210000", net: { value: "1", unit: "KGM" }, pack: "XBG", inCase: 10, declared: "packs", amount: [800, 6000], round: 50, price: [78, 190], dated: "date", lag: [25, 80], certified: "KGM", names: [["Roasted coffee beans, 1 kg", "焙炒咖啡豆 1千克"]] }),
  durian: sort({ category: "durian", kind: "packing house", hsCode: "0810600000", net: { value: "10", unit: "KGM" }, pack: "XCT", inCase: 90, declared: "mass", amount: [9000, 18000], round: 100, price: [280, 430], dated: "date", lag: [4, 12], certified: "TNE", names: [["Fresh durian, Monthong, 10 kg", "鲜榴莲（金枕）10千克"]] }),
  cheese: sort({ category: "cheese", kind: "dairy", hsCode: "0406900000", net: { value: "200", unit: "GRM" }, pack: "H87", inCase: 20, declared: "packs", amount: [2000, 12000], round: 200, price: [18, 52], dated: "date", lag: [40, 120], certified: "KGM", names: [["Hard cheese, 200 g", "硬质干酪 200克"], ["Gouda, 200 g", "高达干酪 200克"]] }),
} as const;
export type SortName = keyof typeof SORTS;
