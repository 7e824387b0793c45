import { CelScalar, celFunc, listType, objectType, type CelFunc, type CelList, type CelValue } from "@bufbuild/cel";
import { strings } from "@bufbuild/cel/ext";
import { timestampDate, timestampFromDate, TimestampSchema, type Timestamp } from "@bufbuild/protobuf/wkt";
import { CannotTell } from "./profileAnswer.ts";

const { INT, DOUBLE, STRING, DYN } = CelScalar;
const TIMESTAMP = objectType(TimestampSchema);
const DAY = 86_400_000;

/** Whole numbers and numbers reckoned together; CEL reckons each only among themselves. */
const MIXED: readonly CelFunc[] = Object.entries({
  "_+_": (a: number, b: number) => a + b,
  "_-_": (a: number, b: number) => a - b,
  "_*_": (a: number, b: number) => a * b,
  "_/_": (a: number, b: number) => a / b,
}).flatMap(([name, reckon]) => [celFunc(name, [INT, DOUBLE], DOUBLE, (a, b) => reckon(Number(a), b)), celFunc(name, [DOUBLE, INT], DOUBLE, (a, b) => reckon(a, Number(b)))]);

/** The functions a condition may call beyond CEL's own. */
export const CONDITION_FUNCTIONS: readonly CelFunc[] = [
  ...MIXED,
  ...strings.filter(({ name }) => name === "lowerAscii"),
  celFunc("double", [STRING], DOUBLE, (text) => read(text, /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/, Number)),
  celFunc("int", [STRING], INT, (text) => read(text, /^[+-]?\d+$/, wholeOf)),
  celFunc("sum", [listType(DYN)], DOUBLE, (list) => numbersOf(list).reduce((sum, value) => sum + value, 0)),
  celFunc("least", [listType(DYN)], DOUBLE, (list) => chosen(list, Math.min)),
  celFunc("greatest", [listType(DYN)], DOUBLE, (list) => chosen(list, Math.max)),
  celFunc("distinct", [listType(DYN)], listType(DYN), (list) => [...new Set<CelValue>(list)]),
  celFunc("date", [STRING], TIMESTAMP, (day) => timestampFromDate(new Date(`${day}T00:00:00Z`))),
  celFunc("daysBetween", [TIMESTAMP, TIMESTAMP], INT, (from, to) => BigInt(Math.trunc((instant(to.message) - instant(from.message)) / DAY))),
];

const instant = (at: Timestamp): number => timestampDate(at).getTime();

/** A text as the number it writes; CEL's own reading takes an empty text for 0 and breaks on a word. */
function read<Value>(text: string, form: RegExp, as: (text: string) => Value): Value {
  if (!form.test(text)) throw new CannotTell("not-a-number");
  return as(text);
}

function wholeOf(text: string): bigint {
  const value = BigInt(text.replace(/^\+/, ""));
  if (BigInt.asIntN(64, value) !== value) throw new CannotTell("out-of-range");
  return value;
}

function numbersOf(list: CelList): number[] {
  return [...list].map((value) => {
    if (typeof value === "number") return value;
    if (typeof value === "bigint") return Number(value);
    throw new TypeError("a list of numbers holds something else");
  });
}

function chosen(list: CelList, choose: (a: number, b: number) => number): number {
  const numbers = numbersOf(list);
  if (numbers.length === 0) throw new CannotTell("empty-list");
  return numbers.reduce((a, b) => choose(a, b));
}
