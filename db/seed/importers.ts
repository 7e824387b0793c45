import type { Chance } from "./chance.ts";
import type { SortName } from "./goods.ts";
import type { PaperImporter } from "./paper.ts";
import type { OfficeCode } from "./people.ts";

/** An importer of the background trade with the goods it deals in and the offices where it declares. */
export type Importer = PaperImporter & { readonly sorts: readonly SortName[]; readonly offices: readonly OfficeCode[]; readonly weight: number };

/** Where importers sit: the first four digits of their customs code, the city's names, the offices near it. */
const CITIES: readonly (readonly [code: string, en: string, zh: string, offices: readonly OfficeCode[]])[] = [
  ["3122", "Shanghai", "上海", ["2248", "2225", "2233"]],
  ["4403", "Shenzhen", "深圳", ["5304", "5141"]],
  ["1207", "Tianjin", "天津", ["0202"]],
  ["3702", "Qingdao", "青岛", ["4201", "2248"]],
  ["3302", "Ningbo", "宁波", ["3104", "2248"]],
  ["4401", "Guangzhou", "广州", ["5141", "5165"]],
  ["2102", "Dalian", "大连", ["0902"]],
  ["3502", "Xiamen", "厦门", ["3702", "5304"]],
  ["3205", "Suzhou", "苏州", ["2303", "2248"]],
  ["3301", "Hangzhou", "杭州", ["2233", "3104"]],
];

const NAMES: readonly (readonly [en: string, zh: string])[] = [
  ["Lanting", "澜汀"], ["Qiyue", "祺悦"], ["Mingzhao", "明棹"], ["Yunfan", "云帆渡"], ["Hengrun", "恒润泽"], ["Chenxi", "宸曦里"], ["Jiahe", "嘉禾岸"], ["Xunfeng", "薰风堂"], ["Tianlu", "天麓源"], ["Boyuan", "泊远"],
  ["Shengjing", "盛景湾"], ["Ruiqi", "瑞祺来"], ["Anlan", "安澜达"], ["Donglai", "东来舫"], ["Zhiwei", "知味行"], ["Huasheng", "华笙"], ["Xinyuan", "昕元通"], ["Lehai", "乐海汇"], ["Fengmao", "丰茂岛"], ["Yijia", "宜佳渡"],
];
const TRADES: readonly (readonly [en: string, zh: string, sorts: readonly SortName[]])[] = [
  ["Fine Wines", "酒业", ["wine", "bulkwine", "beer"]],
  ["Mother & Baby", "母婴用品", ["formula", "milk"]],
  ["Foods", "食品", ["oil", "honey", "coffee", "cheese", "milk"]],
  ["Fresh Supply", "生鲜供应链", ["beef", "salmon", "cherries", "durian"]],
  ["Beauty", "美妆贸易", ["cosmetics"]],
  ["Import & Export", "进出口", ["wine", "bulkwine", "oil", "beer", "honey", "formula", "cosmetics"]],
];

const HOW_MANY = 60;

/** The importers of the background trade; most are known to the registry by both names, the rest stay unverified. */
export function importers(chance: Chance): Importer[] {
  return Array.from({ length: HOW_MANY }, (_, index): Importer => {
    const [code, cityEn, cityZh, offices] = index < CITIES.length * 2 ? (CITIES[index % CITIES.length] ?? chance.one(CITIES)) : chance.one(CITIES);
    const [nameEn, nameZh] = NAMES[index % NAMES.length] ?? chance.one(NAMES);
    const [tradeEn, tradeZh, sorts] = TRADES[(index + Math.floor(index / NAMES.length)) % TRADES.length] ?? chance.one(TRADES);
    const importer = { id: `${code}96${String(2000 + index * 37)}`, name: `${cityZh}${nameZh}${tradeZh}有限公司`, sorts, offices, weight: 0.3 + chance.share() ** 2 * 2 };
    return chance.happens(0.88) ? { ...importer, nameEn: `${cityEn} ${nameEn} ${tradeEn} Co., Ltd.` } : importer;
  });
}
