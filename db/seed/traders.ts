import type { PaperImporter } from "./paper.ts";

/** The importers and exporters of the stories. None is a real company. */
export const TRADERS = {
  harbour: { id: "3122960101", name: "上海海港酒业有限公司", nameEn: "Shanghai Harbour Wines Co., Ltd." },
  pengwan: { id: "4403960214", name: "深圳市鹏湾酒类进出口有限公司", nameEn: "Shenzhen Pengwan Wine Import & Export Co., Ltd." },
  ruilan: { id: "3122961377", name: "上海瑞澜供应链管理有限公司", nameEn: "Shanghai Ruilan Supply Chain Management Co., Ltd." },
  peiyu: { id: "3122961420", name: "上海沛育母婴用品有限公司", nameEn: "Shanghai Peiyu Mother & Baby Products Co., Ltd." },
  tianhui: { id: "3122961588", name: "上海天汇达电子商务有限公司" },
  huxian: { id: "3205961602", name: "苏州湖鲜堂水产有限公司", nameEn: "Suzhou Huxiantang Aquatic Products Co., Ltd." },
  jinzun: { id: "4403961733", name: "深圳市锦樽贸易有限公司", nameEn: "Shenzhen Jinzun Trading Co., Ltd." },
  yunqi: { id: "3301961805", name: "杭州云栖里进出口有限公司", nameEn: "Hangzhou Yunqili Import & Export Co., Ltd." },
  beixing: { id: "1207961914", name: "天津北星乳品贸易有限公司", nameEn: "Tianjin Beixing Dairy Trading Co., Ltd." },
  nanhai: { id: "4401962006", name: "广州南海汇食品有限公司", nameEn: "Guangzhou Nanhaihui Foods Co., Ltd." },
} as const satisfies Record<string, PaperImporter>;
