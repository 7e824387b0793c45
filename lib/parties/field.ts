import { z } from "zod";
import { parseGtin } from "#lib/identification/gtin";
import { halfWidth, hasFullWidth } from "#lib/measures/fullwidth";
import { parseQuantity } from "#lib/measures/measured";
import { parseInstant, plainDate, type PlainDate } from "#lib/measures/period";
import { isCountryCode } from "#lib/places/country";

/** What a reader of one text makes of it: a value, or a code and an English sentence for the sender. */
export type TextReading<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: string; readonly detail: string };

/** A field read from a text by `read`; a refusal carries the reader's own code. */
export function readText<T>(description: string, read: (text: string) => TextReading<T>) {
  return z.string().transform((text, context): T => {
    const reading = read(text);
    if (reading.ok) return reading.value;
    context.addIssue({ code: "custom", message: reading.detail, params: { code: reading.code } });
    return z.NEVER;
  }).describe(description);
}

const no = (code: string, detail: string) => ({ ok: false, code, detail }) as const;
const yes = <T>(value: T) => ({ ok: true, value }) as const;

/** A text a database can hold and a person can see, trimmed: codes `empty`, `too-long`, `nul-character`, `control-character`, `bad-character`. */
export function readVisible(text: string, longest: number, shortest = 1): TextReading<string> {
  const trimmed = text.trim();
  if (trimmed.includes("\u0000")) return no("nul-character", "the text holds U+0000, which no record can keep");
  if (!trimmed.isWellFormed()) return no("bad-character", "the text holds half of a surrogate pair");
  if (/[\p{Cc}\u2028\u2029]/u.test(trimmed)) return no("control-character", "the text holds a control character or a line break");
  if (trimmed === "") return no("empty", "the text is empty");
  if (trimmed.length < shortest) return no("too-short", `the text has ${trimmed.length} characters of at least ${shortest}`);
  if (trimmed.length > longest) return no("too-long", `the text has ${trimmed.length} characters of at most ${longest}`);
  return yes(trimmed);
}

/** A number or code that systems compare: visible, and without full-width forms (`full-width-digits`). */
export function readCode(text: string, longest: number, shortest = 1): TextReading<string> {
  const visible = readVisible(text, longest, shortest);
  if (!visible.ok || !hasFullWidth(visible.value)) return visible;
  return no("full-width-digits", `full-width characters; it reads as ${halfWidth(visible.value)}: send ASCII`);
}

/** A name or sentence for people, up to `longest` characters. */
export const visibleText = (longest: number, description: string) => readText(description, (text) => readVisible(text, longest));

/** A number or code of other systems, up to `longest` characters. */
export const codeText = (longest: number, description: string) => readText(description, (text) => readCode(text, longest));

/** A number or code in visible ASCII without spaces; `bad-character` for anything else. */
export function asciiText(longest: number, description: string) {
  return readText(description, (text) => {
    const code = readCode(text, longest);
    if (!code.ok || /^[\x21-\x7e]+$/.test(code.value)) return code;
    return no("bad-character", `${JSON.stringify(code.value)} has characters other than visible ASCII`);
  });
}

/** A GTIN-8, -12, -13 or -14, kept as 14 digits. */
export const gtinField = readText("GTIN-8, -12, -13 or -14 with its check digit", (text) => {
  const read = parseGtin(text);
  return read.ok ? yes<string>(read.gtin) : read;
});

const digits = (name: string, pattern: RegExp, code: string) => (text: string): TextReading<string> => {
  const read = readCode(text, 40);
  if (!read.ok || pattern.test(read.value)) return read;
  return no(code, `${JSON.stringify(read.value)} is not ${name}`);
};

/** A commodity code of the Harmonized System: its six digits and up to four national ones, without points. */
export const hsCodeField = readText("6 to 10 digits of the tariff, without points", digits("6 to 10 digits of the tariff without points", /^\d{6,10}$/, "bad-hs-code"));

/** The first 2 to 10 digits of commodity codes: chapter, heading or subheading. */
export const hsPrefixField = readText("2 to 10 leading digits of the tariff", digits("2 to 10 leading digits of the tariff", /^\d{2,10}$/, "bad-hs-code"));

/** A country by ISO 3166-1 alpha-2, kept in capitals. */
export const countryField = readText("ISO 3166-1 alpha-2", (text) => {
  const read = readCode(text.toUpperCase(), 40);
  if (!read.ok || isCountryCode(read.value)) return read;
  return no("bad-country", `${JSON.stringify(read.value)} is no country code of ISO 3166-1 alpha-2`);
});

/** A category of goods such as `wine`: one word for the same goods everywhere, kept in lower case. */
export const categoryField = readText("a category of goods, such as wine", (text) => readCode(text.toLowerCase(), 40));

/** Years that a date of trade can have; what lies outside is a slip, and days on from the last of them would need five digits. */
const YEARS = { from: 1900, before: 3000 } as const;

function isOfTrade(year: number): boolean {
  return YEARS.from <= year && year < YEARS.before;
}

const farOff = (text: string) => no("date-out-of-range", `${text.slice(0, 40)} is not between the years ${YEARS.from} and ${YEARS.before - 1}`);

/** Whether a text is a date of trade; the problem where it is none (`not-a-date`, `date-out-of-range`). */
export function readDate(text: string): TextReading<PlainDate> {
  if (hasFullWidth(text)) return no("full-width-digits", `full-width characters; it reads as ${halfWidth(text)}: send ASCII`);
  const date = plainDate(text);
  if (date === undefined) return no("not-a-date", `${JSON.stringify(text.slice(0, 40))} is no date YYYY-MM-DD that exists`);
  return isOfTrade(Number(date.slice(0, 4))) ? yes(date) : farOff(text);
}

/** A date that exists, `YYYY-MM-DD`, of the years 1900 to 2999. */
export const dateField = readText("a date, YYYY-MM-DD", readDate);

/** The end of a period: a date of trade, or 9999-12-31 where none is set. */
export const endField = readText("a date, YYYY-MM-DD; 9999-12-31 for an open end", (text) => (text === "9999-12-31" ? yes("9999-12-31" as PlainDate) : readDate(text)));

/** An instant by RFC 3339 with its offset, of the years 1900 to 2999, kept as written. */
export const instantField = readText("an instant by RFC 3339, with its offset", (text) => {
  if (hasFullWidth(text)) return no("full-width-digits", `full-width characters; it reads as ${halfWidth(text)}: send ASCII`);
  const instant = parseInstant(text);
  if (instant === undefined) return no("not-an-instant", `${JSON.stringify(text.slice(0, 40))} is no RFC 3339 date and time with seconds and offset`);
  return isOfTrade(instant.getUTCFullYear()) ? yes(text) : farOff(text);
});

/** A declared or certified quantity, kept as sent once it reads; codes of `parseQuantity` at `/value` or `/unit`. */
export const quantityField = z
  .strictObject({ value: z.string().describe("an exact decimal"), unit: z.string().optional().describe("UN/ECE Recommendation 20 or 21 code") })
  .transform(({ value, unit = "" }, context) => {
    const read = parseQuantity({ value, unit });
    if (!read.ok) context.addIssue({ code: "custom", path: [read.field], message: read.detail, params: { code: read.code } });
    return { value, unit };
  })
  .meta({ required: ["value", "unit"] });

/** The version a writer has seen (`If-Match`); another one standing means that somebody else wrote meanwhile. */
export const versionField = z.int().min(1).optional();
