import { IMPURE, REGISTRIES } from "./modules.ts";
import type { Breach, HouseRule } from "./rule.ts";
import type { Tree } from "./source.ts";

const LINES_OF_COMMANDS = 200;
const FORBIDDEN = /^(?:utils?|helpers?|common|types?|services?|managers?)$/;

/** A module is made of nouns, queries, commands, jobs and their tests; the two registries have their folders. */
export const grammarRule: HouseRule = {
  name: "module grammar",
  breaches: (tree) => [...tree.values()].flatMap(({ path, text }) => {
    if (!path.startsWith("lib/")) return [];
    const reason = misfit(path) ?? doubled(path, tree) ?? overlong(path, text);
    return reason === undefined ? [] : [{ file: path, line: 1, reason }];
  }),
};

/** No folder and no file is named after nothing: utils, helpers, common, types, services, manager. */
export const namesRule: HouseRule = {
  name: "names",
  breaches: (tree) => [...tree.keys()].flatMap((path) => {
    const [file = "", ...folders] = path.split("/").toReversed();
    const wrong = [file.replace(/\..*$/, ""), ...folders].find((name) => FORBIDDEN.test(name));
    return wrong === undefined ? [] : [{ file: path, line: 1, reason: `"${wrong}" says nothing about what is in it` }];
  }),
};

/** No file only hands on what others export, but the two registries. */
export const barrelsRule: HouseRule = {
  name: "barrels",
  breaches: (tree) => [...tree.values()].flatMap(({ path, program }): Breach[] => {
    if (REGISTRIES.some(({ file }) => file === path)) return [];
    const statements = program.body.filter((statement) => statement.type !== "ImportDeclaration" && !("directive" in statement));
    const handsOn =
      statements.length > 0 &&
      statements.every(
        (statement) =>
          statement.type === "ExportAllDeclaration" || (statement.type === "ExportNamedDeclaration" && statement.declaration === null && statement.specifiers.length > 0),
      );
    return handsOn ? [{ file: path, line: 1, reason: "it only hands on what other files export; import from those" }] : [];
  }),
};

/** Every exception that is written down is still needed: its file exists. */
export const exceptionsRule: HouseRule = {
  name: "exceptions are needed",
  breaches: (tree) => Object.keys(IMPURE).filter((path) => !tree.has(path)).map((path) => ({ file: path, line: 1, reason: "it is excepted from purity, and there is no such file" })),
};

function misfit(path: string): string | undefined {
  if (REGISTRIES.some(({ file, entries }) => file === path || entries.test(path))) return undefined;
  const [, ...rest] = path.split("/");
  if (rest.length === 1) return "a file of lib lies in the folder of its module";
  if (!/^[a-z][A-Za-z0-9-]*(?:\.db)?(?:\.test)?\.ts$/.test(rest.at(-1) ?? "")) return "a file of a module is <noun>.ts, queries.ts, commands.ts, jobs.ts or a test of one";
  if (rest.length === 2) return undefined;
  return rest.length === 3 && /^(?:commands|queries)$/.test(rest[1] ?? "") ? undefined : "a module is one level deep: only commands/ and queries/ are folders in it";
}

function doubled(path: string, tree: Tree): string | undefined {
  const door = /^(lib\/[^/]+\/(?:commands|queries))\.ts$/.exec(path)?.[1];
  return door !== undefined && [...tree.keys()].some((other) => other.startsWith(`${door}/`)) ? `it stands beside the folder ${door}/: one or the other` : undefined;
}

function overlong(path: string, text: string): string | undefined {
  const lines = text.trimEnd().split("\n").length;
  return /^lib\/[^/]+\/commands\.ts$/.test(path) && lines > LINES_OF_COMMANDS ? `${lines} lines of commands; over ${LINES_OF_COMMANDS} they become commands/<verb>.ts` : undefined;
}
