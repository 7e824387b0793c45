import type { Wording } from "./subject.ts";

/** The values a condition reckons with that are no list and no record. `null` is only for comparing with. */
export const PLAIN_KINDS = ["bool", "int", "double", "timestamp", "duration", "null"] as const;

/** The records of facts a condition may look into. */
export const RECORD_NAMES = ["declaration", "importer", "line", "site", "account", "report", "transport", "peers", "relation", "way", "serial", "marker", "lodging", "body", "overlap"] as const;
export type RecordName = (typeof RECORD_NAMES)[number];

/** The type of a part of a condition with the bounds on its size that the cost is reckoned from: characters of a text, elements of a list. */
export type PartType =
  | { readonly kind: (typeof PLAIN_KINDS)[number] }
  | { readonly kind: "string"; readonly chars: number }
  | { readonly kind: "list"; readonly count: number; readonly of: PartType | null }
  | { readonly kind: "record"; readonly record: RecordName };

/** How large the lists and texts of a declaration are; `found` is the longest list of what events and other declarations tell. */
export type Sizes = { readonly lines: number; readonly lots: number; readonly accounts: number; readonly reports: number; readonly transports: number; readonly found: number; readonly text: number };

/** A condition must stay within its bound on a declaration of this size; on a larger one the bound is reckoned anew before it is evaluated. */
export const REFERENCE_SIZES: Sizes = { lines: 50, lots: 20, accounts: 20, reports: 10, transports: 10, found: 50, text: 200 };

/** Whether two types are the same but for their sizes; an empty list is a list of anything. */
export function sameType(a: PartType, b: PartType): boolean {
  if (a.kind === "list" && b.kind === "list") return a.of === null || b.of === null || sameType(a.of, b.of);
  if (a.kind === "record" && b.kind === "record") return a.record === b.record;
  return a.kind === b.kind;
}

/** A type that holds what either of two equal types holds: the larger of their sizes. */
export function joined(a: PartType, b: PartType): PartType {
  if (a.kind === "string" && b.kind === "string") return { kind: "string", chars: Math.max(a.chars, b.chars) };
  if (a.kind === "list" && b.kind === "list") return { kind: "list", count: Math.max(a.count, b.count), of: a.of === null ? b.of : b.of === null ? a.of : joined(a.of, b.of) };
  return a;
}

/** Whether a part of a condition is a number, whole or broken. */
export const isNumber = ({ kind }: PartType): boolean => kind === "int" || kind === "double";

const PLAIN_WORDS: Readonly<Record<Exclude<PartType["kind"], "list" | "record">, Wording>> = {
  bool: { en: "true or false", zh: "真假值" },
  int: { en: "a whole number", zh: "整数" },
  double: { en: "a number", zh: "数值" },
  string: { en: "a text", zh: "文本" },
  timestamp: { en: "a point in time", zh: "时间" },
  duration: { en: "a length of time", zh: "时长" },
  null: { en: "null", zh: "空值" },
};

const RECORD_WORDS: Readonly<Record<RecordName, Wording>> = {
  declaration: { en: "the declaration", zh: "报关单" },
  importer: { en: "an importer", zh: "进口商" },
  line: { en: "a line", zh: "商品项" },
  site: { en: "a production site", zh: "生产单位" },
  account: { en: "a capacity account", zh: "产能账户" },
  report: { en: "an inspection report", zh: "装运前检验报告" },
  transport: { en: "a transport document", zh: "运输单证" },
  peers: { en: "the prices of its peers", zh: "同类商品价格" },
  relation: { en: "a relation of importer and producer", zh: "收货人与生产企业的往来" },
  way: { en: "the way of a lot", zh: "批号的运输过程" },
  serial: { en: "a piece that stands out", zh: "异常序列号" },
  marker: { en: "a measured marker", zh: "检测指标" },
  lodging: { en: "another declaration", zh: "其他报关单" },
  body: { en: "an inspection body", zh: "检验机构" },
  overlap: { en: "two certificates that overlap", zh: "相互重叠的两份证书" },
};

/** A type as a person reads it: "a list of lots", "a number". */
export function typeWords(type: PartType): Wording {
  if (type.kind === "record") return RECORD_WORDS[type.record];
  if (type.kind !== "list") return PLAIN_WORDS[type.kind];
  if (type.of === null) return { en: "an empty list", zh: "空列表" };
  const of = typeWords(type.of);
  return { en: `a list, each ${of.en}`, zh: `列表（每项为${of.zh}）` };
}
