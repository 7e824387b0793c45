import { halfWidth } from "#lib/measures/fullwidth";
import { addDays, parseInstant, plainDate } from "#lib/measures/period";
import type { PlainDate } from "#lib/measures/period";
import { COUNTRIES, countryName } from "#lib/places/country";
import { countryCodeOf, currencyCodeOf, unitCodeOf } from "./customsCode.ts";
import type { Mapping, Target } from "./mapping.ts";

/** What a cell says for its target, or why it says nothing. */
export type CellReading = { readonly ok: true; readonly value: string | readonly string[] | number } | { readonly ok: false; readonly code: string; readonly detail: string };

type Settings = Pick<Mapping, "dates" | "numbers" | "fullWidth" | "words" | "offset">;

const yes = (value: string | readonly string[] | number): CellReading => ({ ok: true, value });
const no = (code: string, detail: string): CellReading => ({ ok: false, code, detail });

/**
 * Reads the text of a cell for a target. A formula, an error of the spreadsheet and a number that a spreadsheet rounded are refused; words
 * become codes where one is known; what stays is for the declaration's own schema to judge.
 */
export function readCell(target: Target, written: string, settings: Settings): CellReading {
  const text = settings.fullWidth === "read" ? halfWidth(unwrapped(written)).trim() : unwrapped(written);
  if (/^[=@]/.test(text) || /^[+-][A-Za-z(]/.test(text)) return no("formula", `${shown(text)} is a formula: save the table with its values`);
  if (/^#(?:REF!|N\/A|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!)/.test(text)) return no("spreadsheet-error", `the spreadsheet itself has the error ${text} here`);
  if ((target === "gtin" || target === "number" || target === "importerId" || target === "hsCode") && /^\d(?:\.\d+)?E\+\d+$/i.test(text))
    return no("rounded-by-spreadsheet", `${text} was rounded by a spreadsheet and its digits are lost: format the column as text`);
  const meant = settings.words[target]?.[text] ?? text;
  return READERS[target]?.(meant, settings) ?? yes(meant);
}

type Reader = (text: string, settings: Settings) => CellReading;

const whole: Reader = (text) => (/^\d{1,6}$/.test(text) ? yes(Number(text)) : no("not-a-number", `${shown(text)} is no whole number`));
const leadingCode: Reader = (text) => yes(/^(\d{4})(?=\D|$)/.exec(text)?.[1] ?? text);
const amount: Reader = (text, { numbers }) => yes(amountOf(text, numbers));

const READERS: Partial<Record<Target, Reader>> = {
  revision: whole,
  lineNo: whole,
  vintage: (text, settings) => whole(text.replace(/年$/, ""), settings),
  office: leadingCode,
  tradeMode: leadingCode,
  lodgedAt: (text, { dates, offset }) => readInstant(text, dates, offset),
  productionDate: (text, { dates }) => readDate(text, dates),
  gtin: (text) => yes(text.replace(/[\s-]/g, "")),
  hsCode: (text) => yes(text.replace(/[\s.]/g, "")),
  quantity: amount,
  priceAmount: amount,
  unit: (text) => yes(unitCodeOf(text) ?? text.toUpperCase()),
  priceCurrency: (text) => yes(currencyCodeOf(text) ?? text.toUpperCase()),
  originCountry: (text) => yes(readCountry(text)),
  status: (text) => yes(STATUSES[text.toLowerCase()] ?? text),
  lots: (text) => yes(text.split(/[;,、；，\n]+/).map((lot) => lot.trim()).filter((lot) => lot !== "")),
};

const STATUSES: Readonly<Record<string, string>> = { 已申报: "lodged", 申报: "lodged", declared: "lodged", 撤销: "withdrawn", 已撤销: "withdrawn", 撤单: "withdrawn", 放行: "released", 已放行: "released" };

/** The text of a cell without the `="…"` by which spreadsheets keep digits as text, and without an apostrophe before it. */
function unwrapped(written: string): string {
  const text = written.trim();
  return (/^="(.*)"$/s.exec(text)?.[1] ?? text.replace(/^'(?=.)/, "")).trim();
}

/** An amount without the marks that part its thousands, where the table is said to have some and they part threes. */
function amountOf(text: string, numbers: Settings["numbers"]): string {
  if (numbers === "comma-thousands" && /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(text)) return text.replaceAll(",", "");
  if (numbers === "point-thousands" && /^\d{1,3}(?:\.\d{3})+(?:,\d+)?$/.test(text)) return text.replaceAll(".", "").replace(",", ".");
  return numbers === "point-thousands" && /^\d+,\d+$/.test(text) ? text.replace(",", ".") : text;
}

const byName: ReadonlyMap<string, string> = new Map(COUNTRIES.flatMap((code) => {
  const name = countryName(code);
  return name === undefined ? [] : [[name.en.toLowerCase(), code], [name.zh, code]];
}));

/** A country's alpha-2 code by its code, customs number or name in either language; the text itself where none is known. */
export function readCountry(text: string): string {
  return countryCodeOf(text) ?? byName.get(text.toLowerCase()) ?? text.toUpperCase();
}

/**
 * Reads a date as people and spreadsheets write it: 2023-01-02, 2023/1/2, 20230102, 2023年1月2日, a spreadsheet's day number, and with the day
 * or month first where that cannot be mistaken or the table is said to. What could be two dates is refused.
 */
export function readDate(text: string, order: Settings["dates"]): CellReading {
  const date = dateOf(text, order);
  if (date === "ambiguous") return no("ambiguous-date", `${shown(text)} could be two dates: say whether day or month stands first`);
  return date === undefined ? no("not-a-date", `${shown(text)} is no date that exists`) : yes(date);
}

function dateOf(text: string, order: Settings["dates"]): PlainDate | "ambiguous" | undefined {
  const day = text.replace(/[T ]\d{1,2}:\d{2}.*$/, "");
  if (/^\d{5}$/.test(day)) return Number(day) >= 20_000 ? addDays("1899-12-30" as PlainDate, Number(day)) : undefined;
  const first = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(day) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(day);
  if (first !== null) return dateFrom(first[1], first[2], first[3]);
  const last = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(day);
  if (last === null) return undefined;
  const [, a = "", b = "", year] = last;
  if (order === "day-first") return dateFrom(year, b, a);
  if (order === "month-first") return dateFrom(year, a, b);
  if (Number(a) <= 12 && Number(b) <= 12 && a !== b) return "ambiguous";
  return Number(a) > 12 ? dateFrom(year, b, a) : dateFrom(year, a, b);
}

function dateFrom(year = "", month = "", day = ""): PlainDate | undefined {
  return plainDate(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
}

/** Reads an instant: RFC 3339 as it is, else a date with or without a time of day, in the table's zone. */
export function readInstant(text: string, order: Settings["dates"], offset: string): CellReading {
  if (parseInstant(text) !== undefined) return yes(text);
  const packed = /^(\d{8})(\d{2})(\d{2})(\d{2})(?:\d{3})?$/.exec(text);
  const [day, time] = packed === null ? [text, /[T ](\d{1,2}:\d{2}(?::\d{2})?)$/.exec(text)?.[1] ?? "00:00:00"] : [packed[1] ?? "", `${packed[2]}:${packed[3]}:${packed[4]}`];
  const date = readDate(day, order);
  if (!date.ok) return date;
  const clock = (time.length < 6 ? `${time}:00` : time).padStart(8, "0");
  const instant = `${String(date.value)}T${clock}${offset}`;
  return parseInstant(instant) === undefined ? no("not-an-instant", `${shown(text)} is no time that exists`) : yes(instant);
}

function shown(text: string): string {
  return JSON.stringify(text.slice(0, 60));
}
