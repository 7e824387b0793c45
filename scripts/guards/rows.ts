import { heightOf, JOINTS, kindOf, moduleOf, ROWS } from "./modules.ts";
import type { Breach, HouseRule } from "./rule.ts";
import type { Tree } from "./source.ts";

/** Every module stands in a row, and imports from its own or from a lower one, types included. */
export const rowsRule: HouseRule = {
  name: "rows",
  breaches: (tree) => [
    ...[...new Set([...tree.keys()].flatMap((path) => moduleOf(path) ?? []))]
      .filter((module) => heightOf(module) === -1)
      .map((module) => ({ file: `lib/${module}`, line: 1, reason: `the module ${module} stands in no row` })),
    ...edges(tree).flatMap(({ file, line, from, to }) => {
      const [own, other] = [heightOf(from), heightOf(to)];
      if (own === -1 || other <= own) return [];
      return [{ file, line, reason: `${from} (row ${ROWS[own]?.row}) imports ${to}, of the higher row ${ROWS[other]?.row}` }];
    }),
  ],
};

/** No two modules import each other, directly or by way of others. Tests stand outside. */
export const circlesRule: HouseRule = {
  name: "circles",
  breaches: (tree) => {
    const between = edges(tree).filter(({ file }) => kindOf(file) !== "test" && JOINTS[file] === undefined);
    const next = new Map<string, Set<string>>();
    for (const { from, to } of between) next.set(from, (next.get(from) ?? new Set()).add(to));
    const seen = new Set<string>();
    return between.flatMap(({ file, line, from, to }) => {
      const way = wayBack(next, to, from);
      const pair = `${from} ${to}`;
      if (way === undefined || seen.has(pair)) return [];
      seen.add(pair);
      return [{ file, line, reason: `a circle of modules: ${[from, ...way].join(" → ")}` }];
    });
  },
};

/** lib knows no screen and no script; components and lib do not reach into the doors above them. */
export const outwardRule: HouseRule = {
  name: "lib looks inward",
  breaches: (tree) => each(tree, (path) => path.startsWith("lib/"), (path, target) => {
    if (/^(?:app|components|scripts|e2e|bench)\//.test(target)) return `lib imports ${target}`;
    if (/^(?:next|react|react-dom|next-intl|next-auth)(?:\/|$)/.test(target) && path !== "lib/access/session.ts") return `lib imports ${target}; lib/access/session.ts alone may`;
    return undefined;
  }),
};

/** components show what they are given: no queries, commands, jobs or tables, not even their types. */
export const componentsRule: HouseRule = {
  name: "components show what they are given",
  breaches: (tree) => each(tree, (path) => path.startsWith("components/"), (_path, target) => {
    if (target.startsWith("db/")) return `it imports ${target}`;
    return moduleOf(target) !== undefined && kindOf(target) !== "noun" ? `it imports ${target}` : undefined;
  }),
};

type Edge = { readonly file: string; readonly line: number; readonly from: string; readonly to: string };

function edges(tree: Tree): Edge[] {
  return [...tree.values()].flatMap((source) =>
    source.imports.flatMap(({ target, line }) => {
      const [from, to] = [moduleOf(source.path), moduleOf(target)];
      return from === undefined || to === undefined || from === to ? [] : [{ file: source.path, line, from, to }];
    }),
  );
}

function wayBack(next: ReadonlyMap<string, ReadonlySet<string>>, start: string, goal: string): string[] | undefined {
  const ways = [[start]];
  const seen = new Set([start]);
  for (const way of ways) {
    const last = way.at(-1) ?? start;
    if (last === goal) return way;
    for (const to of next.get(last) ?? []) {
      if (seen.has(to)) continue;
      seen.add(to);
      ways.push([...way, to]);
    }
  }
  return undefined;
}

function each(tree: Tree, concerned: (path: string) => boolean, refused: (path: string, target: string) => string | undefined): Breach[] {
  return [...tree.values()].filter(({ path }) => concerned(path)).flatMap(({ path, imports }) =>
    imports.flatMap(({ target, line }) => {
      const reason = refused(path, target);
      return reason === undefined ? [] : [{ file: path, line, reason }];
    }),
  );
}
