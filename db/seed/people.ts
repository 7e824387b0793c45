import type { Role } from "#lib/access/permission";

/** A person of the demo. `office` is a customs office by its code, `organisation` a body or importer by its; without it, the role's own. */
export type SeedPerson = {
  readonly login: string;
  readonly name: string;
  readonly nameZh: string;
  readonly role: Role;
  readonly office?: string;
  readonly organisation?: string;
  readonly locale: "en" | "zh-CN";
};

/** The password of every demo person. It stands in the open, so the demo is for looking at and never for real data. */
const DEMO_PASSWORD = "tally-demo-2026";

const demo = <Who extends SeedPerson>(who: Who) => ({ ...who, password: DEMO_PASSWORD });

/** The people one can sign in as, in a house with the demo and in no other. */
export const DEMO_PEOPLE = [
  demo({ login: "chen", name: "Chen Yu", nameZh: "陈瑜", role: "customs_officer", office: "2248", locale: "en" }),
  demo({ login: "li", name: "Li Na", nameZh: "李娜", role: "customs_officer", office: "2248", locale: "zh-CN" }),
  demo({ login: "huang", name: "Huang Jie", nameZh: "黄洁", role: "customs_officer", office: "5304", locale: "zh-CN" }),
  demo({ login: "wang", name: "Wang Lei", nameZh: "王磊", role: "supervisor", locale: "zh-CN" }),
  demo({ login: "zhou", name: "Zhou Ting", nameZh: "周婷", role: "supervisor", locale: "zh-CN" }),
  demo({ login: "zhao", name: "Zhao Min", nameZh: "赵敏", role: "market_regulator", locale: "zh-CN" }),
  demo({ login: "qian", name: "Qian Wei", nameZh: "钱伟", role: "market_regulator", locale: "zh-CN" }),
  demo({ login: "dupont", name: "Claire Dupont", nameZh: "克莱尔·杜邦", role: "inspector", organisation: "IB-FR-033", locale: "en" }),
  demo({ login: "admin", name: "Sun Hao", nameZh: "孙浩", role: "administrator", locale: "zh-CN" }),
  demo({ login: "harbour", name: "Fang Qing", nameZh: "方晴", role: "partner", organisation: "3122960101", locale: "zh-CN" }),
] as const satisfies readonly (SeedPerson & { readonly password: string })[];

/** Colleagues who appear in the record and have no password: nobody signs in as them. */
export const STAFF: readonly SeedPerson[] = [
  { login: "he.jun", name: "He Jun", nameZh: "何军", role: "customs_officer", office: "5304", locale: "zh-CN" },
  { login: "tang.rui", name: "Tang Rui", nameZh: "唐睿", role: "customs_officer", office: "2225", locale: "zh-CN" },
  { login: "gu.yan", name: "Gu Yan", nameZh: "顾妍", role: "customs_officer", office: "2225", locale: "zh-CN" },
  { login: "lu.ming", name: "Lu Ming", nameZh: "陆明", role: "customs_officer", office: "2233", locale: "zh-CN" },
  { login: "jiang.bo", name: "Jiang Bo", nameZh: "江波", role: "customs_officer", office: "0202", locale: "zh-CN" },
  { login: "song.lan", name: "Song Lan", nameZh: "宋岚", role: "customs_officer", office: "4201", locale: "zh-CN" },
  { login: "hu.xin", name: "Hu Xin", nameZh: "胡欣", role: "customs_officer", office: "3104", locale: "zh-CN" },
  { login: "liang.cheng", name: "Liang Cheng", nameZh: "梁成", role: "customs_officer", office: "5141", locale: "zh-CN" },
  { login: "mai.ling", name: "Mai Ling", nameZh: "麦玲", role: "customs_officer", office: "5165", locale: "zh-CN" },
  { login: "cui.hong", name: "Cui Hong", nameZh: "崔宏", role: "customs_officer", office: "0902", locale: "zh-CN" },
  { login: "cai.wen", name: "Cai Wen", nameZh: "蔡文", role: "customs_officer", office: "3702", locale: "zh-CN" },
  { login: "shen.fei", name: "Shen Fei", nameZh: "沈飞", role: "customs_officer", office: "2303", locale: "zh-CN" },
  { login: "ngata", name: "Aroha Ngata", nameZh: "阿罗哈·恩加塔", role: "inspector", organisation: "IB-NZ-007", locale: "en" },
  { login: "rojas", name: "Camila Rojas", nameZh: "卡米拉·罗哈斯", role: "inspector", organisation: "IB-CL-012", locale: "en" },
  { login: "ferrari", name: "Giulia Ferrari", nameZh: "朱莉娅·费拉里", role: "inspector", organisation: "IB-IT-021", locale: "en" },
  { login: "yamada", name: "Ken Yamada", nameZh: "山田健", role: "inspector", organisation: "IB-JP-005", locale: "en" },
  { login: "xu.ke", name: "Xu Ke", nameZh: "徐珂", role: "inspector", organisation: "IB-CN-302", locale: "zh-CN" },
];

/** The inspection bodies that certify producers, by code. */
export const BODIES = {
  "IB-FR-033": { nameEn: "Aquitaine Audit & Inspection", nameZh: "阿基坦审核检验所", inspector: "dupont" },
  "IB-NZ-007": { nameEn: "Southern Ocean Assurance", nameZh: "南大洋检验认证", inspector: "ngata" },
  "IB-CL-012": { nameEn: "Certificadora Cono Sur", nameZh: "南锥检验认证", inspector: "rojas" },
  "IB-IT-021": { nameEn: "Ispezioni Mediterranee", nameZh: "地中海检验所", inspector: "ferrari" },
  "IB-JP-005": { nameEn: "East Asia Product Inspection", nameZh: "东亚商品检验", inspector: "yamada" },
  "IB-CN-302": { nameEn: "Jiangnan Inspection & Traceability", nameZh: "江南检验溯源中心", inspector: "xu.ke" },
} as const satisfies Record<string, { readonly nameEn: string; readonly nameZh: string; readonly inspector: string }>;

export type BodyCode = keyof typeof BODIES;

/** The customs offices at which the demo's goods enter. */
export const OFFICE_CODES = ["2248", "5304", "2225", "2233", "0202", "4201", "3104", "5141", "5165", "0902", "3702", "2303"] as const;
export type OfficeCode = (typeof OFFICE_CODES)[number];
