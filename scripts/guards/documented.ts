import { Visitor } from "oxc-parser";
import { lineAt, type Tree } from "./source.ts";

/** Something the documentation must name: the word to be found, and where it stands in the code. */
export type Named = { readonly word: string; readonly where: string };

const VARIABLE = /^[A-Z][A-Z0-9_]{2,}$/;

/**
 * Every environment variable the code reads, each once: `process.env["X"]`, `env["X"]` of an `env` handed on, and
 * `const { X } = process.env`. Tests are left out.
 */
export function variablesRead(tree: Tree): Named[] {
  const found = new Map<string, string>();
  for (const { path, text, program } of tree.values()) {
    if (/\.test\.tsx?$/.test(path) || path.startsWith("scripts/guards/")) continue;
    const note = (name: unknown, start: number): void => {
      if (typeof name === "string" && VARIABLE.test(name) && !found.has(name)) found.set(name, `${path}:${lineAt(text, start)}`);
    };
    new Visitor({
      MemberExpression: (node) => {
        if (!/(?:^|\.)env$/i.test(written(text, node.object))) return;
        note(node.computed ? node.property.type === "Literal" && node.property.value : node.property.type === "Identifier" && node.property.name, node.start);
      },
      VariableDeclarator: (node) => {
        if (node.id.type !== "ObjectPattern" || node.init === null || !/(?:^|\.)env$/i.test(written(text, node.init))) return;
        for (const property of node.id.properties) if (property.type === "Property" && property.key.type === "Identifier") note(property.key.name, property.start);
      },
    }).visit(program);
  }
  return [...found].map(([word, where]) => ({ word, where })).toSorted((a, b) => (a.word < b.word ? -1 : 1));
}

/** Every address that a route file answers, as the documentation writes it: `/api/v1/declarations/{number}`. */
export function routes(paths: Iterable<string>): Named[] {
  return [...paths].filter((path) => /^app\/.*route\.ts$/.test(path)).map((path) => {
    const parts = path.split("/").slice(1, -1).filter((part) => !/^\(.*\)$/.test(part));
    return { word: `/${parts.map((part) => part.replace(/^\[{1,2}(?:\.\.\.)?(.*?)\]{1,2}$/, "{$1}")).join("/")}`, where: path };
  });
}

/** The names in the first column of a document's tables, where they are written as code: `| \`PORT\` | … |`. */
export function tabled(markdown: string): string[] {
  return [...markdown.matchAll(/^\|\s*`([^`]+)`/gm)].map(([, word]) => word ?? "");
}

/** The sections of a document below their `##` headings, by heading. */
export function sections(markdown: string): ReadonlyMap<string, string> {
  return new Map(markdown.split(/^## /m).slice(1).map((section) => {
    const [heading = "", ...body] = section.split("\n");
    return [heading.trim(), body.join("\n").trim()];
  }));
}

/** Those of the named things that are not among the documented words, with where they stand in the code. */
export function missing(named: readonly Named[], documented: Iterable<string>): string[] {
  const known = new Set(documented);
  return named.filter(({ word }) => !known.has(word)).map(({ word, where }) => `${word} (${where})`);
}

function written(text: string, node: { readonly start: number; readonly end: number }): string {
  return text.slice(node.start, node.end);
}
