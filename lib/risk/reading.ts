import { textOf, type Declared, type Field } from "./declared.ts";
import { logarithms, type Logarithms } from "./logarithm.ts";

/** A line read once for all that is looked up by it: its keys by their places, and its amounts. The next line read takes its room. */
export type Reading = { readonly line: Declared; readonly keys: readonly string[]; readonly amounts: Logarithms };

/** Reads lines for whoever asked for keys by these fields: each field is written once a line, and each key once, however many ask for it. */
export type Reader = { readonly place: (fields: readonly Field[]) => number; readonly read: (line: Declared) => Reading };

/** How a key is written: after the key at the place `behind`, whose fields are its first (-1: none), the `fields` that are left. A single field stands alone. */
type Writing = { readonly place: number; readonly alone: boolean; readonly behind: number; readonly fields: readonly number[] };

/** Makes a reader; keys are asked for before the first line is read. */
export function readerOf(): Reader {
  const fields: Field[] = [];
  const asked: (readonly number[])[] = [];
  const places = new Map<string, number>();
  const texts: string[] = [];
  const keys: string[] = [];
  let writings: readonly Writing[] = [];
  return {
    place: (wanted) => {
      const name = wanted.join("+");
      const known = places.get(name);
      if (known !== undefined) return known;
      places.set(name, asked.length);
      asked.push(wanted.map((field) => (fields.includes(field) ? fields.indexOf(field) : fields.push(field) - 1)));
      writings = writingsOf(asked);
      return asked.length - 1;
    },
    read: (line) => {
      for (let at = 0; at < fields.length; at++) texts[at] = String(textOf(line, fields[at] as Field));
      for (let at = 0; at < writings.length; at++) {
        const { place, alone, behind, fields: own } = writings[at] as Writing;
        let key = behind < 0 ? "" : (keys[behind] as string);
        if (alone) key = texts[own[0] as number] as string;
        else for (let next = 0; next < own.length; next++) key += `${texts[own[next] as number] as string}|`;
        keys[place] = key;
      }
      return { line, keys, amounts: logarithms(line) };
    },
  };
}

/** The shortest keys first, each of several fields behind the longest that begins it. */
function writingsOf(asked: readonly (readonly number[])[]): readonly Writing[] {
  const shortest = [...asked.keys()].toSorted((a, b) => (asked[a]?.length ?? 0) - (asked[b]?.length ?? 0));
  return shortest.map((place, at) => {
    const own = asked[place] ?? [];
    const behind = shortest.slice(0, at).findLast((other) => begins(asked[other] ?? [], own)) ?? -1;
    return { place, alone: own.length === 1, behind, fields: own.slice(asked[behind]?.length ?? 0) };
  });
}

function begins(start: readonly number[], whole: readonly number[]): boolean {
  return start.length > 1 && start.length < whole.length && start.every((field, at) => field === whole[at]);
}

/** The key that a reader writes, of a key as records keep it: a single field stands alone. */
export function readKey(fields: readonly Field[], kept: string): string {
  return fields.length === 1 ? kept.slice(0, -1) : kept;
}
