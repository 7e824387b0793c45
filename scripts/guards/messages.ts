import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, TYPE, type MessageFormatElement } from "@formatjs/icu-messageformat-parser";
import { filesBelow } from "./source.ts";

/** The texts of one language by their full key, `<area>.<path>`. */
export type Texts = ReadonlyMap<string, string>;

/** All areas of a language (messages/<locale>/<area>.json), flattened. Throws for a value that is neither text nor a group. */
export function textsOf(root: string, locale: string): Texts {
  const folder = join(root, "messages", locale);
  return new Map(filesBelow(folder, /\.json$/).toSorted().flatMap((file) => flattened(file.replace(/\.json$/, ""), JSON.parse(readFileSync(join(folder, file), "utf8")))));
}

/** A nested group of messages as pairs of full key and text. */
export function flattened(prefix: string, value: unknown): [string, string][] {
  if (typeof value === "string") return [[prefix, value]];
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Error(`${prefix} is neither a text nor a group of texts`);
  return Object.entries(value).flatMap(([name, below]) => flattened(`${prefix}.${name}`, below));
}

/**
 * What a text asks for, by name: `number` (plural, ordinal or number), `date`, `time`, `select(a|b)`, `tag` or `text`.
 * Throws where it is not ICU MessageFormat.
 */
export function argumentsOf(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const note = (name: string, kind: string): void => {
    if (found.get(name) === undefined || found.get(name) === "text") found.set(name, kind);
  };
  const walk = (elements: readonly MessageFormatElement[]): void => {
    for (const element of elements) {
      if (element.type === TYPE.argument) note(element.value, "text");
      if (element.type === TYPE.number) note(element.value, "number");
      if (element.type === TYPE.date) note(element.value, "date");
      if (element.type === TYPE.time) note(element.value, "time");
      if (element.type === TYPE.plural) note(element.value, "number");
      if (element.type === TYPE.select) note(element.value, `select(${Object.keys(element.options).toSorted().join("|")})`);
      if (element.type === TYPE.tag) note(element.value, "tag");
      if (element.type === TYPE.plural || element.type === TYPE.select) for (const { value } of Object.values(element.options)) walk(value);
      if (element.type === TYPE.tag) walk(element.children);
    }
  };
  walk(parse(text));
  return found;
}

/** The words of a text that a reader sees, in all its branches, without arguments and tags. */
export function wordsIn(text: string): string {
  const walk = (elements: readonly MessageFormatElement[]): string =>
    elements.map((element) => {
      if (element.type === TYPE.literal) return element.value;
      if (element.type === TYPE.tag) return walk(element.children);
      if (element.type === TYPE.plural || element.type === TYPE.select) return Object.values(element.options).map(({ value }) => walk(value)).join(" ");
      return " ";
    }).join("");
  return walk(parse(text));
}

/** Where two languages are not alike: keys of one only, and arguments that differ. A number may be written plainly in the other. */
export function differences(en: Texts, zh: Texts): string[] {
  const onlyIn = (some: Texts, others: Texts, language: string): string[] => [...some.keys()].filter((key) => !others.has(key)).map((key) => `${key}: in ${language} only`);
  const unlike = [...en].flatMap(([key, text]) => {
    const other = zh.get(key);
    if (other === undefined) return [];
    const [here, there] = [argumentsAt(key, text), argumentsAt(key, other)];
    return [...new Set([...here.keys(), ...there.keys()])]
      .filter((name) => !alike(here.get(name), there.get(name)))
      .map((name) => `${key}: {${name}} is ${here.get(name) ?? "missing"} in en, ${there.get(name) ?? "missing"} in zh-CN`);
  });
  return [...onlyIn(en, zh, "en"), ...onlyIn(zh, en, "zh-CN"), ...unlike];
}

function argumentsAt(key: string, text: string): ReadonlyMap<string, string> {
  try {
    return argumentsOf(text);
  } catch (error) {
    throw new Error(`${key} is not ICU MessageFormat: ${text}`, { cause: error });
  }
}

function alike(one: string | undefined, other: string | undefined): boolean {
  const numeric = new Set(["number", "text"]);
  return one === other || (one !== undefined && other !== undefined && numeric.has(one) && numeric.has(other));
}

const HAN = /\p{Script=Han}/u;
/** A word that is written the same in Chinese: a code in capitals, digits, or one of these names. */
const NAMES = /^(?:Tallyhouse|OpenAPI|Prometheus|Postgres|Excel|Bearer|curl|ETag|Idempotency-Key|If-Match|[A-Z0-9][A-Z0-9./_-]*s?)$/;

/** English texts with Chinese characters in them, save the keys that are meant to have some. */
export function chineseInEnglish(en: Texts, meant: Readonly<Record<string, string>>): string[] {
  return [...en].filter(([key, text]) => HAN.test(text) && meant[key] === undefined).map(([key, text]) => `${key}: ${text}`);
}

/** Chinese texts without a Chinese character that say something in Latin words, save the keys that are meant to. */
export function latinInChinese(zh: Texts, meant: Readonly<Record<string, string>>): string[] {
  return [...zh].filter(([key, text]) => {
    const words = wordsIn(text);
    return !HAN.test(words) && meant[key] === undefined && (words.match(/[A-Za-z][\w./-]*/g) ?? []).some((word) => word.length > 2 && !NAMES.test(word));
  }).map(([key, text]) => `${key}: ${text}`);
}
