import type { Tree } from "./source.ts";

/** A breach of a rule of the house: where, and why it is one. */
export type Breach = { readonly file: string; readonly line: number; readonly reason: string };

/** A rule of the house: its name, and the breaches it finds in a tree. */
export type HouseRule = { readonly name: string; readonly breaches: (tree: Tree) => readonly Breach[] };

/** A breach as one line: `file:line [rule] reason`. */
export function told(rule: HouseRule, breach: Breach): string {
  return `${breach.file}:${breach.line} [${rule.name}] ${breach.reason}`;
}
