import { Visitor } from "oxc-parser";
import { IMPURE, isPure, kindOf, moduleOf } from "./modules.ts";
import type { Breach, HouseRule } from "./rule.ts";
import { lineAt, type Import, type SourceFile } from "./source.ts";

const PURE_BUILTINS = new Set(["node:buffer", "node:path", "node:string_decoder", "node:url", "node:util"]);
/** Functions of node:crypto that give the same answer every time. */
const PURE_CRYPTO = new Set(["createHash", "createHmac", "hash", "timingSafeEqual"]);
const DATABASE = /^(?:drizzle-orm|postgres|graphile-worker)(?:\/|$)/;
/** Members that bring in the clock, chance or the machine, by the object they are taken from. */
const IMPURE_MEMBERS: Readonly<Record<string, readonly string[]>> = {
  Date: ["now"],
  Math: ["random"],
  performance: ["now"],
  crypto: ["randomUUID", "getRandomValues"],
  process: ["env", "argv", "cwd", "hrtime"],
};

/** `<noun>.ts` is pure: no database, no I/O, no clock, no chance, no environment; `now` is an argument. */
export const purityRule: HouseRule = {
  name: "pure files",
  breaches: (tree) => [...tree.values()].filter(({ path }) => isPure(path)).flatMap((source) => [...impureImports(source), ...impureExpressions(source)]),
};

function impureImports({ path, imports }: SourceFile): Breach[] {
  return imports.filter(({ kind }) => kind === "value").flatMap((each) => {
    const reason = impureImport(each);
    return reason === undefined ? [] : [{ file: path, line: each.line, reason }];
  });
}

function impureImport({ target, names }: Import): string | undefined {
  if (target.startsWith("db/") || DATABASE.test(target)) return `a pure file imports the database (${target})`;
  if (moduleOf(target) !== undefined && (kindOf(target) !== "noun" || IMPURE[target] !== undefined)) return `a pure file imports ${target}, which is not pure`;
  if (target === "node:crypto") {
    const wrong = names.find((name) => !PURE_CRYPTO.has(name));
    return wrong === undefined ? undefined : `${wrong} of node:crypto is not a function of its arguments alone`;
  }
  return target.startsWith("node:") && !PURE_BUILTINS.has(target) ? `a pure file imports ${target}` : undefined;
}

function impureExpressions({ path, text, program }: SourceFile): Breach[] {
  const found: Breach[] = [];
  const add = (start: number, what: string): void => void found.push({ file: path, line: lineAt(text, start), reason: `a pure file uses ${what}` });
  new Visitor({
    NewExpression: (node) => {
      if (node.callee.type === "Identifier" && node.callee.name === "Date" && node.arguments.length === 0) add(node.start, "new Date() without an argument");
    },
    CallExpression: (node) => {
      if (node.callee.type === "Identifier" && (node.callee.name === "fetch" || node.callee.name === "Date")) add(node.start, `${node.callee.name}()`);
    },
    MemberExpression: (node) => {
      if (node.object.type !== "Identifier" || node.property.type !== "Identifier") return;
      if (IMPURE_MEMBERS[node.object.name]?.includes(node.property.name)) add(node.start, `${node.object.name}.${node.property.name}`);
    },
  }).visit(program);
  return found;
}
