import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createTranslator } from "next-intl";

/** A text of the screens by its place in the messages (`desk.key.next`), with what it is told. */
export type Words = (place: string, facts?: Readonly<Record<string, string | number>>) => string;

const known = new Map<string, Words>();

/** The texts of a language, read from the same files as the screens. A place that is not there is an error of the story. */
export function wordsIn(language: string): Words {
  const words = known.get(language) ?? read(language);
  known.set(language, words);
  return words;
}

function read(language: string): Words {
  const folder = join(import.meta.dirname, "..", "messages", language);
  const areas = readdirSync(folder).map((file) => [file.replace(/\.json$/, ""), JSON.parse(readFileSync(join(folder, file), "utf8")) as object]);
  const say = createTranslator<Record<string, string>>({ locale: language, timeZone: "Asia/Shanghai", messages: Object.fromEntries(areas) as Record<string, string>, onError: (error) => { throw error; } });
  return (place, facts) => say(place, facts);
}
