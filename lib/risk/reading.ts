import { textOf, type Declared, type Field } from "./declared.ts";
import { logarithms, type Logarithms } from "./logarithm.ts";

/** A line read once for all that is looked up by it: its keys by their places, and its amounts. The next line read takes its room. */
export type Reading = { readonly line: Declared; readonly keys: readonly string[]; readonly amounts: Logarithms };

/** Reads lines for whoever asked for keys by these fields: each field is written once a line, and each key once, however many ask for it. */
export type Reader = { readonly place: (fields: readonly Field[]) => number; readonly read: (line: Declared) => Reading };

/** Makes a reader; keys are asked for before the first line is read. */
export function readerOf(): Reader {
  const fields: Field[] = [];
  const asked: number[][] = [];
  const places = new Map<string, number>();
  const texts: string[] = [];
  const keys: string[] = [];
  return {
    place: (wanted) => {
      const name = wanted.join("+");
      const known = places.get(name);
      if (known !== undefined) return known;
      places.set(name, asked.length);
      return asked.push(wanted.map((field) => (fields.includes(field) ? fields.indexOf(field) : fields.push(field) - 1))) - 1;
    },
    read: (line) => {
      for (let at = 0; at < fields.length; at++) texts[at] = String(textOf(line, fields[at] as Field));
      for (let at = 0; at < asked.length; at++) {
        const own = asked[at] as number[];
        let key = texts[own[0] as number] ?? "";
        if (own.length > 1) {
          key += "|";
          for (let next = 1; next < own.length; next++) key += `${texts[own[next] as number] as string}|`;
        }
        keys[at] = key;
      }
      return { line, keys, amounts: logarithms(line) };
    },
  };
}

/** The key that a reader writes, of a key as records keep it: a single field stands alone. */
export function readKey(fields: readonly Field[], kept: string): string {
  return fields.length === 1 ? kept.slice(0, -1) : kept;
}
