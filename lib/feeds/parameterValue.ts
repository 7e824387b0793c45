import { Refusal } from "#lib/access/refusal";
import { isExactNumber, numberText } from "./exactJson.ts";
import { instantOf } from "./instant.ts";

/** A parameter as it was sent. In an address every value is text; a definition in JSON says which is a list. */
export type Given = { readonly name: string; readonly texts: readonly string[]; readonly form: "address" | "list" | "single" | "empty" };

/** More values than a query may have of one parameter. */
const MOST_VALUES = 1000;

const DECIMAL = /^[+-]?\d{1,40}(?:\.\d{1,40})?(?:[eE][+-]?\d{1,3})?$/;

/** A refusal of a parameter's value; the standard calls it QueryParameterException. */
export function badValue(parameter: string, value: string, detail?: string): Refusal {
  const errors = detail === undefined ? [] : [{ pointer: `/${parameter}`, code: "bad-parameter", detail }];
  return new Refusal("bad-input", "bad-parameter", { parameter: parameter.slice(0, 80), value: value.slice(0, 80) }, errors);
}

/** The parameters of an address; one name may stand several times. Values are parted by `|`. */
export function givenInAddress(parameters: URLSearchParams): Given[] {
  for (const [name, value] of parameters) if (/[\0\uFFFD]/.test(name + value)) throw badValue(name, value, "The escapes of this parameter encode no text");
  return [...new Set(parameters.keys())].map((name) => ({ name, texts: parameters.getAll(name).flatMap((value) => value.split("|")).map((value) => value.trim()).filter((value) => value !== ""), form: "address" }));
}

/** The parameters of a query's definition in JSON. Refuses `bad-parameter` where a value is no text, number, boolean, null or list of these. */
export function givenInDefinition(definition: Readonly<Record<string, unknown>>): Given[] {
  return Object.entries(definition).filter(([name]) => name !== "@context").map(([name, value]) => {
    if (value === null) return { name, texts: [], form: "empty" };
    if (Array.isArray(value)) return { name, texts: value.map((each) => textIn(name, each)), form: "list" };
    return { name, texts: [textIn(name, value)], form: "single" };
  });
}

function textIn(name: string, value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return String(value);
  if (typeof value === "number" || isExactNumber(value)) return numberText(value) ?? "";
  throw badValue(name, JSON.stringify(value));
}

/** The values of a parameter that takes a list. Refuses `bad-parameter` without any, and `query-too-complex` beyond a thousand. */
export function listIn({ name, texts, form }: Given): readonly string[] {
  if (texts.length === 0 || form === "single") throw badValue(name, texts[0] ?? "");
  if (texts.length > MOST_VALUES) throw new Refusal("bad-input", "query-too-complex", { parameter: name.slice(0, 80) });
  return texts;
}

/** Values that are words or short names: commas part them as well. */
export function wordsIn(given: Given): readonly string[] {
  return given.form === "address" ? listIn({ ...given, texts: given.texts.flatMap((text) => text.split(",")).map((text) => text.trim()).filter((text) => text !== "") }) : listIn(given);
}

/** Values that are URIs: a comma parts them only where another URI begins behind it, for serials may have commas. */
export function urisIn(given: Given): readonly string[] {
  return given.form === "address" ? listIn({ ...given, texts: given.texts.flatMap((text) => text.split(/,(?=\s*(?:urn:|https?:\/\/))/i)).map((text) => text.trim()) }) : listIn(given);
}

/** The only value of a parameter that takes one. Refuses `bad-parameter`. */
export function singleIn({ name, texts, form }: Given): string {
  const [text] = texts;
  if (text === undefined || texts.length > 1 || form === "list") throw badValue(name, texts.join("|"));
  return text;
}

/** An instant; the plus of an offset may have arrived as a space. Refuses `bad-parameter`. */
export function instantIn(given: Given): Date {
  const text = singleIn(given);
  const at = instantOf(text.replace(" ", "+"));
  if (at === undefined) throw badValue(given.name, text);
  return at;
}

/** A decimal as text that the database reads; undefined when it is none. */
export function decimalOf(text: string): string | undefined {
  return DECIMAL.test(text) ? text : undefined;
}

/** Decimals as texts: those of a list, or the only one. Refuses `bad-parameter`. */
export function decimalsIn(given: Given, { list }: { readonly list: boolean }): readonly string[] {
  return (list ? wordsIn(given.form === "single" ? { ...given, form: "address" } : given) : [singleIn(given)]).map((text) => {
    const decimal = decimalOf(text);
    if (decimal === undefined) throw badValue(given.name, text);
    return decimal;
  });
}

/** A whole number from 1 on. Refuses `bad-parameter`. */
export function countIn(given: Given): number {
  const text = singleIn(given);
  if (!/^[1-9]\d{0,8}$/.test(text)) throw badValue(given.name, text);
  return Number(text);
}

/** Whether a parameter EXISTS_… is meant: it counts when it stands there, but for `false` and `0`. Refuses `bad-parameter`. */
export function flagIn({ name, texts, form }: Given): boolean {
  const text = (texts[0] ?? "true").toLowerCase();
  if (texts.length > 1 || form === "list" || !["true", "false", "null"].includes(text) && !/^\d{1,9}$/.test(text)) throw badValue(name, texts.join("|"));
  return text !== "false" && !/^0+$/.test(text);
}

/** A truth value. Refuses `bad-parameter`. */
export function truthIn(given: Given): boolean {
  const text = singleIn(given).toLowerCase();
  if (text !== "true" && text !== "false") throw badValue(given.name, text);
  return text === "true";
}
