import { isNumber, type PartType } from "./profileType.ts";
import type { Wording } from "./subject.ts";

/** A function a condition may call: what it is called on and given, what it hands back, what one call costs, and how it is written. */
export type ProfileFunction = {
  readonly name: string;
  readonly on: Kinds | null;
  readonly given: readonly Kinds[];
  /** How many of `given` may be left out at the end. */
  readonly optional?: number;
  readonly gives: (parts: readonly PartType[]) => PartType;
  readonly steps: (parts: readonly PartType[]) => number;
  readonly written: string;
  readonly says: Wording;
};
type Kinds = "string" | "number" | "int" | "timestamp" | "numbers" | "list" | "text-or-list" | "number-or-text" | "zone";

const kind = (name: "bool" | "int" | "double" | "timestamp" | "duration") => (): PartType => ({ kind: name });
const chars = (part: PartType | undefined): number => (part?.kind === "string" ? part.chars : 0);
const count = (part: PartType | undefined): number => (part?.kind === "list" ? part.count : 0);
const byText = (parts: readonly PartType[]): number => 1 + parts.reduce((sum, part) => sum + chars(part), 0) / 50;
const byList = (parts: readonly PartType[]): number => 1 + count(parts[0]);
const one = (): number => 1;

const onText = (name: string, written: string, en: string, zh: string): ProfileFunction => ({ name, on: "string", given: ["string"], gives: kind("bool"), steps: byText, written, says: { en, zh } });
const calendar = (name: string, en: string, zh: string): ProfileFunction => ({
  name,
  on: "timestamp",
  given: ["zone"],
  optional: 1,
  gives: kind("int"),
  steps: () => 20,
  written: `declaration.lodgedAt.${name}("Asia/Shanghai")`,
  says: { en, zh },
});

/** Steps that one character looked at by a pattern costs, by the pattern's length. */
export const patternSteps = (patternChars: number, textChars: number): number => 1 + (patternChars * textChars) / 20;

/** Every function a condition may call, besides the operators and the macros. */
export const FUNCTIONS: readonly ProfileFunction[] = [
  onText("startsWith", 'line.hsCode.startsWith("2204")', "Whether a text begins with another", "文本是否以……开头"),
  onText("endsWith", 'importer.name.endsWith("Ltd")', "Whether a text ends with another", "文本是否以……结尾"),
  onText("contains", 'line.goods.contains("Shiraz")', "Whether a text contains another", "文本是否包含……"),
  { name: "matches", on: "string", given: ["string"], gives: kind("bool"), steps: ([text, pattern]) => patternSteps(chars(pattern), chars(text)), written: 'line.goods.matches("(?i)wine|shiraz")', says: { en: "Whether a pattern (RE2) is found in a text", zh: "文本中是否有与 RE2 模式相符之处" } },
  { name: "lowerAscii", on: "string", given: [], gives: ([text]) => text ?? { kind: "string", chars: 0 }, steps: byText, written: "importer.name.lowerAscii()", says: { en: "The text in small letters", zh: "转为小写" } },
  { name: "size", on: null, given: ["text-or-list"], gives: kind("int"), steps: one, written: "size(lines)", says: { en: "How many elements a list, or characters a text has", zh: "列表的项数或文本的字数" } },
  { name: "size", on: "text-or-list", given: [], gives: kind("int"), steps: one, written: "lines.size()", says: { en: "How many elements a list, or characters a text has", zh: "列表的项数或文本的字数" } },
  { name: "sum", on: null, given: ["numbers"], gives: kind("double"), steps: byList, written: "sum(lines.map(l, l.litres))", says: { en: "The sum of a list of numbers", zh: "数值列表之和" } },
  { name: "least", on: null, given: ["numbers"], gives: kind("double"), steps: byList, written: "least(lines.map(l, l.unitPrice))", says: { en: "The least of a list of numbers; an empty list cannot be evaluated", zh: "数值列表的最小值；空列表无法判断" } },
  { name: "greatest", on: null, given: ["numbers"], gives: kind("double"), steps: byList, written: "greatest(lines.map(l, l.unitPrice))", says: { en: "The greatest of a list of numbers; an empty list cannot be evaluated", zh: "数值列表的最大值；空列表无法判断" } },
  { name: "distinct", on: null, given: ["list"], gives: ([list]) => list ?? { kind: "list", count: 0, of: null }, steps: ([list]) => 1 + 2 * count(list), written: "distinct(lines.map(l, l.originCountry))", says: { en: "The list with each text or number once", zh: "去除重复后的列表" } },
  { name: "date", on: null, given: ["string"], gives: kind("timestamp"), steps: one, written: 'date("2026-09-01")', says: { en: "The beginning of a day", zh: "某日零时" } },
  { name: "daysBetween", on: null, given: ["timestamp", "timestamp"], gives: kind("int"), steps: one, written: "daysBetween(line.productionDate, declaration.lodgedAt)", says: { en: "Whole days from the first to the second", zh: "前者至后者的整日数" } },
  { name: "timestamp", on: null, given: ["string"], gives: kind("timestamp"), steps: one, written: 'timestamp("2026-09-01T00:00:00+08:00")', says: { en: "A point in time", zh: "时间" } },
  { name: "duration", on: null, given: ["string"], gives: kind("duration"), steps: one, written: 'duration("72h")', says: { en: "A length of time", zh: "时长" } },
  { name: "double", on: null, given: ["number-or-text"], gives: kind("double"), steps: one, written: "double(line.vintage)", says: { en: "A number with decimals", zh: "转为数值" } },
  { name: "int", on: null, given: ["number-or-text"], gives: kind("int"), steps: one, written: "int(line.litres)", says: { en: "A whole number", zh: "转为整数" } },
  calendar("getFullYear", "Its year", "年"),
  calendar("getMonth", "Its month, counted from 0", "月（从 0 起）"),
  calendar("getDayOfWeek", "Its day of the week; Sunday is 0", "星期（星期日为 0）"),
  calendar("getHours", "Its hour", "时"),
];

/** The macros that go through a list: what one hands back, and how it is written. */
export const MACROS: Readonly<Record<string, { readonly written: string; readonly says: Wording }>> = {
  exists: { written: 'lines.exists(l, l.originCountry == "AU")', says: { en: "Whether something holds for at least one of them", zh: "是否至少有一项符合" } },
  all: { written: "lines.all(l, size(l.lots) > 0)", says: { en: "Whether it holds for all of them", zh: "是否全部符合" } },
  exists_one: { written: "lines.exists_one(l, l.no == 1)", says: { en: "Whether it holds for exactly one", zh: "是否恰有一项符合" } },
  filter: { written: 'lines.filter(l, l.category == "wine")', says: { en: "Those for which it holds", zh: "筛选符合的各项" } },
  map: { written: "lines.map(l, l.litres)", says: { en: "What is reckoned from each", zh: "逐项取值" } },
  has: { written: "has(line.price)", says: { en: "Whether a fact is there", zh: "某项事实是否具备" } },
};

/** Whether a part may stand where a function wants one of these kinds. */
export function fits(wanted: Kinds, part: PartType): boolean {
  const isElement = part.kind === "list" && (part.of === null || part.of.kind === "string" || isNumber(part.of));
  const allowed: Readonly<Record<Kinds, boolean>> = {
    string: part.kind === "string",
    number: isNumber(part),
    int: part.kind === "int",
    timestamp: part.kind === "timestamp",
    numbers: part.kind === "list" && (part.of === null || isNumber(part.of)),
    list: isElement,
    "text-or-list": part.kind === "string" || part.kind === "list",
    "number-or-text": isNumber(part) || part.kind === "string",
    zone: part.kind === "string",
  };
  return allowed[wanted];
}
