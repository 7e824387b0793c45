import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { parseSync, Visitor, type Program } from "oxc-parser";

/**
 * One import, export-from, dynamic import or import type. `value` when the module is loaded at run time: so is
 * `import { type A } from "x"`, of which type stripping leaves `import {} from "x"`.
 */
export type Import = {
  readonly specifier: string;
  /** The imported file's path from the root of the project, or the specifier where it is a package. */
  readonly target: string;
  readonly kind: "value" | "type";
  readonly names: readonly string[];
  readonly line: number;
};

/** A source file, parsed. Paths are relative to the project's root, with forward slashes. */
export type SourceFile = {
  readonly path: string;
  readonly text: string;
  readonly program: Program;
  readonly comments: readonly { readonly text: string; readonly line: number }[];
  readonly imports: readonly Import[];
  readonly directives: readonly string[];
};

/** All source files of a project, by path. */
export type Tree = ReadonlyMap<string, SourceFile>;

const SKIPPED = new Set(["node_modules", "coverage", "test-results", "playwright-report", "public", "drizzle"]);
const PARSED = /\.(?:ts|tsx|mjs)$/;
const ALIASES = [
  { start: "#lib/", folder: "lib/", ending: ".ts" },
  { start: "#db/", folder: "db/", ending: ".ts" },
  { start: "#components/", folder: "components/", ending: ".tsx" },
  { start: "#messages/", folder: "messages/", ending: "" },
];

/** The paths of all files below a folder whose name matches, hidden and generated folders left out. */
export function filesBelow(root: string, wanted: RegExp, folder = ""): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    if (entry.isDirectory()) return entry.name.startsWith(".") || SKIPPED.has(entry.name) ? [] : filesBelow(root, wanted, path);
    return wanted.test(entry.name) && entry.name !== "next-env.d.ts" ? [path] : [];
  });
}

/** Reads and parses every TypeScript and JavaScript file of the project. Throws for one that does not parse. */
export function readTree(root: string): Tree {
  return treeOf(Object.fromEntries(filesBelow(root, PARSED).map((path) => [path, readFileSync(join(root, path), "utf8")])));
}

/** A tree of texts by path, as the tests of the guards make them up. */
export function treeOf(texts: Readonly<Record<string, string>>): Tree {
  return new Map(Object.entries(texts).map(([path, text]) => [path, sourceFile(path, text)]));
}

/** The line of a place in a text, from 1. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at !== -1 && at < offset; at = text.indexOf("\n", at + 1)) line++;
  return line;
}

/** The file an alias or a relative specifier leads to; a package's specifier is left as it is. */
export function resolved(specifier: string, from: string): string {
  if (specifier.startsWith(".")) return posix.join(posix.dirname(from), specifier);
  const alias = ALIASES.find(({ start }) => specifier.startsWith(start));
  return alias ? alias.folder + specifier.slice(alias.start.length) + alias.ending : specifier;
}

function sourceFile(path: string, text: string): SourceFile {
  const { program, comments, errors } = parseSync(path, text, { sourceType: "module" });
  const [error] = errors;
  if (error) throw new Error(`${path} does not parse: ${error.message}`);
  const directives = program.body.flatMap((statement) => (statement.type === "ExpressionStatement" && "directive" in statement && typeof statement.directive === "string" ? [statement.directive] : []));
  const said = comments.map((comment) => ({ text: comment.value, line: lineAt(text, comment.start) }));
  return { path, text, program, comments: said, imports: importsOf(path, text, program), directives };
}

function importsOf(path: string, text: string, program: Program): Import[] {
  const found: Import[] = [];
  const add = (specifier: unknown, kind: Import["kind"], start: number, names: readonly string[] = []): void => {
    if (typeof specifier === "string") found.push({ specifier, target: resolved(specifier, path), kind, names, line: lineAt(text, start) });
  };
  new Visitor({
    ImportDeclaration: (node) => {
      const names = node.specifiers.map((specifier) => (specifier.type === "ImportSpecifier" && specifier.imported.type === "Identifier" ? specifier.imported.name : "*"));
      add(node.source.value, node.importKind === "type" ? "type" : "value", node.start, names);
    },
    ExportNamedDeclaration: (node) => add(node.source?.value, node.exportKind === "type" ? "type" : "value", node.start),
    ExportAllDeclaration: (node) => add(node.source.value, node.exportKind === "type" ? "type" : "value", node.start),
    ImportExpression: (node) => add(node.source.type === "Literal" ? node.source.value : undefined, "value", node.start),
    TSImportType: (node) => add(node.source.value, "type", node.start),
  }).visit(program);
  return found;
}
