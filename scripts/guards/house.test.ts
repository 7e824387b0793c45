import { describe, expect, test } from "vitest";
import { HOUSE_RULES } from "./house.ts";
import { IMPURE } from "./modules.ts";
import { told } from "./rule.ts";
import { treeOf } from "./source.ts";

/** Files that are in every made-up tree: the named exceptions, which the house must have. */
const STANDING = Object.fromEntries(Object.keys(IMPURE).map((path) => [path, "export const it = 1;"]));

function toldOf(texts: Readonly<Record<string, string>>): string[] {
  const tree = treeOf({ ...STANDING, ...texts });
  return HOUSE_RULES.flatMap((rule) => rule.breaches(tree).map((breach) => told(rule, breach)));
}

type Case = { readonly what: string; readonly tree: Readonly<Record<string, string>>; readonly told: string };

const REFUSED: readonly Case[] = [
  { what: "a module that imports a higher row", tree: { "lib/measures/a.ts": 'import { b } from "#lib/risk/b";\nexport const a = b;', "lib/risk/b.ts": "export const b = 1;" }, told: "lib/measures/a.ts:1 [rows] measures (row terms) imports risk, of the higher row risk" },
  { what: "a type of a higher row", tree: { "lib/parties/a.ts": 'export type A = import("../cases/case.ts").B;', "lib/cases/case.ts": "export type B = 1;" }, told: "lib/parties/a.ts:1 [rows] parties" },
  { what: "a test of a lower row that imports a higher one", tree: { "lib/capacity/a.test.ts": 'import "#lib/lodging/lodged";', "lib/lodging/lodged.ts": "export const b = 1;" }, told: "lib/capacity/a.test.ts:1 [rows]" },
  { what: "a module that stands in no row", tree: { "lib/weather/a.ts": 'import "#lib/measures/b";', "lib/measures/b.ts": "export const b = 1;" }, told: "[rows] the module weather stands in no row" },
  { what: "a module in no row that imports nothing", tree: { "lib/weather/a.ts": "export const a = 1;" }, told: "lib/weather:1 [rows] the module weather stands in no row" },
  { what: "two modules of a row that import each other", tree: { "lib/parties/a.ts": 'import "#lib/feeds/b";', "lib/feeds/b.ts": 'import type { A } from "#lib/parties/a";\nexport type B = A;' }, told: "lib/feeds/b.ts:1 [circles] a circle of modules: feeds → parties → feeds" },
  { what: "a circle over three modules", tree: { "lib/parties/a.ts": 'import "#lib/feeds/b";', "lib/feeds/b.ts": 'import "#lib/notices/c";', "lib/notices/c.ts": 'import "#lib/parties/a";' }, told: "[circles] a circle of modules: parties → feeds → notices → parties" },
  { what: "lib that imports Next", tree: { "lib/triage/queries.ts": 'import { cookies } from "next/headers";' }, told: "lib/triage/queries.ts:1 [lib looks inward]" },
  { what: "lib that imports a screen", tree: { "lib/triage/queries.ts": 'import "#components/ui/Tag";' }, told: "[lib looks inward] lib imports components/ui/Tag.tsx" },
  { what: "lib that imports a route by its path", tree: { "lib/triage/queries.ts": 'import "../../app/headers.ts";' }, told: "[lib looks inward] lib imports app/headers.ts" },
  { what: "a file of lib outside any module", tree: { "lib/money.ts": "export const a = 1;" }, told: "lib/money.ts:1 [module grammar]" },
  { what: "a module two levels deep", tree: { "lib/risk/learned/tree.ts": "export const a = 1;" }, told: "lib/risk/learned/tree.ts:1 [module grammar]" },
  { what: "a component in lib", tree: { "lib/risk/Badge.tsx": "export const a = 1;" }, told: "lib/risk/Badge.tsx:1 [module grammar]" },
  { what: "commands.ts beside commands/", tree: { "lib/cases/commands.ts": "export const a = 1;", "lib/cases/commands/open.ts": "export const a = 1;" }, told: "lib/cases/commands.ts:1 [module grammar] it stands beside" },
  { what: "over 200 lines of commands", tree: { "lib/cases/commands.ts": "export const a = 1;\n".repeat(201) }, told: "[module grammar] 201 lines of commands" },
  { what: "a folder of another kind among the formats", tree: { "lib/feeds/formats/x/deep/a.ts": "export const a = 1;" }, told: "lib/feeds/formats/x/deep/a.ts:1 [module grammar]" },
  { what: "a folder named helpers", tree: { "components/helpers/a.ts": "export const a = 1;" }, told: '[names] "helpers"' },
  { what: "a file named utils", tree: { "app/api/utils.ts": "export const a = 1;" }, told: '[names] "utils"' },
  { what: "a barrel of stars", tree: { "components/ui/index.ts": 'export * from "./A.tsx";\nexport { B } from "./B.tsx";' }, told: "components/ui/index.ts:1 [barrels]" },
  { what: "a barrel that imports and exports", tree: { "lib/places/all.ts": 'import { a } from "./a.ts";\nexport { a };', "lib/places/a.ts": "export const a = 1;" }, told: "lib/places/all.ts:1 [barrels]" },
  { what: "a pure file with a table", tree: { "lib/triage/lane.ts": 'import { x } from "#db/schema/triage";\nexport const a = x;' }, told: "lib/triage/lane.ts:1 [pure files] a pure file imports the database" },
  { what: "a pure file with a table behind an inline type", tree: { "lib/triage/lane.ts": 'import { type X } from "#db/schema/triage";\nexport type A = X;' }, told: "lib/triage/lane.ts:1 [pure files]" },
  { what: "a pure file with Drizzle", tree: { "lib/triage/lane.ts": 'import { sql } from "drizzle-orm";\nexport const a = sql;' }, told: "[pure files] a pure file imports the database (drizzle-orm)" },
  { what: "a pure file with queries", tree: { "lib/triage/lane.ts": 'import { x } from "#lib/risk/queries";\nexport const a = x;' }, told: "[pure files] a pure file imports lib/risk/queries.ts" },
  { what: "a pure file with the file system", tree: { "lib/triage/lane.ts": 'import { readFileSync } from "node:fs";\nexport const a = readFileSync;' }, told: "[pure files] a pure file imports node:fs" },
  { what: "a pure file with random bytes", tree: { "lib/triage/lane.ts": 'import { createHash, randomBytes } from "node:crypto";\nexport const a = [createHash, randomBytes];' }, told: "[pure files] randomBytes of node:crypto" },
  { what: "a pure file that asks the clock", tree: { "lib/triage/lane.ts": "export const a = 1;\nexport const b = () => Date.now();" }, told: "lib/triage/lane.ts:2 [pure files] a pure file uses Date.now" },
  { what: "a pure file with new Date()", tree: { "lib/triage/lane.ts": "export const b = () => new Date();" }, told: "[pure files] a pure file uses new Date() without an argument" },
  { what: "a pure file with chance", tree: { "lib/triage/lane.ts": "export const b = () => Math.random();" }, told: "[pure files] a pure file uses Math.random" },
  { what: "a pure file with the environment", tree: { "lib/triage/lane.ts": 'export const b = () => process.env["PORT"];' }, told: "[pure files] a pure file uses process.env" },
  { what: "a rule file with the database", tree: { "lib/risk/rules/a-rule.ts": 'import "#db/client";' }, told: "lib/risk/rules/a-rule.ts:1 [pure files]" },
  { what: "a component with queries", tree: { "components/desk/Table.tsx": 'import { rows } from "#lib/triage/queries";\nexport const a = rows;' }, told: "components/desk/Table.tsx:1 [components show what they are given]" },
  { what: "a component with a type of a table", tree: { "components/desk/Table.tsx": 'import type { Row } from "#db/schema/triage";\nexport type A = Row;' }, told: "[components show what they are given]" },
  { what: "a client file with a table", tree: { "app/desk/Table.tsx": '"use client";\nimport { x } from "#db/schema/triage";\nexport const a = x;' }, told: "app/desk/Table.tsx:2 [client border] the browser would be sent db/schema/triage.ts" },
  { what: "a client file that reaches a table over two others", tree: { "app/Table.tsx": '"use client";\nimport { b } from "./b.ts";\nexport const a = b;', "app/b.ts": 'export { c as b } from "./c.ts";\nexport const d = 1;', "app/c.ts": 'import { x } from "#db/client";\nexport const c = x;' }, told: "app/Table.tsx:2 [client border] the browser would be sent app/b.ts → app/c.ts → db/client.ts" },
  { what: "a client file that loads queries later", tree: { "app/Table.tsx": '"use client";\nexport const a = () => import("#lib/triage/queries");' }, told: "app/Table.tsx:2 [client border]" },
  { what: "a client file with a command in a folder", tree: { "app/Table.tsx": '"use client";\nimport { d } from "#lib/triage/commands/decide";\nexport const a = d;' }, told: "[client border] the browser would be sent lib/triage/commands/decide.ts" },
  { what: "a client file with a module of Node", tree: { "app/Table.tsx": '"use client";\nimport { hash } from "node:crypto";\nexport const a = hash;' }, told: "[client border] the browser would be sent node:crypto" },
  { what: "a client file with a type of queries", tree: { "app/Table.tsx": '"use client";\nimport type { Row } from "#lib/triage/queries";\nexport type A = Row;' }, told: "app/Table.tsx:2 [client border, types]" },
  { what: "a page that calls a function of a client file", tree: { "app/desk/page.tsx": 'import { Table } from "./Table.tsx";\nimport { Other } from "./Other.tsx";\nexport default [Table, Other];', "app/desk/Other.tsx": 'import { look } from "./Table.tsx";\nexport const Other = look();', "app/desk/Table.tsx": '"use client";\nexport const Table = 1;\nexport const look = () => 1;' }, told: "app/desk/Other.tsx:1 [server border] look of the client file app/desk/Table.tsx is no component" },
  { what: "a layout that reads a constant of a client file", tree: { "app/layout.tsx": 'import { THEMES } from "./Theme.tsx";\nexport default THEMES;', "app/Theme.tsx": '"use client";\nexport const THEMES = [1];' }, told: "app/layout.tsx:1 [server border] THEMES" },
  { what: "a file that Next takes for a screen", tree: { "app/api/kernel/page.ts": "export const a = 1;" }, told: "app/api/kernel/page.ts:1 [screens]" },
  { what: "server actions away from their page", tree: { "components/desk/save.ts": '"use server";\nexport async function save() {}' }, told: "components/desk/save.ts:1 [server actions]" },
  { what: "a file of 301 lines", tree: { "db/client.ts": "export const a = 1;\n".repeat(301) }, told: "db/client.ts:300 [file length] 301 lines" },
  { what: "any", tree: { "db/client.ts": "export const a = 1;\nexport const b = (x: any) => x;" }, told: "db/client.ts:2 [no any]" },
  { what: "as any", tree: { "db/client.ts": "export const a = 1 as any;" }, told: "db/client.ts:1 [no any]" },
  { what: "any in a comment that types", tree: { "scripts/a.mjs": "/** @param {any} a */\nexport const b = (a) => a;" }, told: "scripts/a.mjs:1 [no any]" },
  { what: "work left for later", tree: { "db/client.ts": "export const a = 1; // TODO: more" }, told: 'db/client.ts:1 [comments] "TODO"' },
  { what: "silenced types", tree: { "db/client.ts": "// @ts-ignore\nexport const a = 1;" }, told: "[comments] types are silenced" },
  { what: "a lint rule off without a reason", tree: { "db/client.ts": "// oxlint-disable-next-line no-console\nexport const a = 1;" }, told: "[comments] a lint rule is switched off" },
];

const ALLOWED: readonly Omit<Case, "told">[] = [
  { what: "a higher row that imports a lower one, and a neighbour", tree: { "lib/risk/a.ts": 'import { b } from "#lib/measures/b";\nexport const a = b;', "lib/measures/b.ts": "export const b = 1;", "lib/places/c.ts": 'import { b } from "#lib/measures/b";\nexport const c = b;' } },
  { what: "queries, commands and jobs with the database and the clock", tree: { "lib/risk/queries.ts": 'import "#db/client";\nexport const a = () => Date.now();', "lib/risk/commands/weigh.ts": 'import "drizzle-orm";', "lib/risk/jobs.ts": 'import "#db/jobs";' } },
  { what: "a type of the database in a pure file", tree: { "lib/risk/a.ts": 'import type { Transaction } from "#db/client";\nexport type A = Transaction;' } },
  { what: "a hash, and a date that is given, in a pure file", tree: { "lib/risk/a.ts": 'import { createHash } from "node:crypto";\nexport const a = (text: string) => [createHash("sha256"), new Date(text)];' } },
  { what: "access and audit, joined in command()", tree: { "lib/audit/command.ts": 'import "#lib/access/actor";', "lib/access/actor.ts": "export const a = 1;", "lib/access/commands.ts": 'import "#lib/audit/command";' } },
  { what: "the registries and what they hold", tree: { "lib/risk/rules/registry.ts": 'export { rule } from "./a-rule.ts";', "lib/risk/rules/a-rule.ts": "export const rule = 1;", "lib/feeds/formats/registry.ts": "export const a = 1;", "lib/feeds/formats/epcis-json/sample.ts": "export const a = 1;" } },
  { what: "a client file with server actions, which end the way", tree: { "app/desk/Table.tsx": '"use client";\nimport { save } from "./actions.ts";\nexport const a = save;', "app/desk/actions.ts": '"use server";\nimport "#lib/triage/commands";\nexport async function save() {}' } },
  { what: "a client file with pure files", tree: { "app/desk/Table.tsx": '"use client";\nimport { mayRole } from "#lib/access/permission";\nexport const a = mayRole;', "lib/access/permission.ts": "export const mayRole = 1;" } },
  { what: "a page that shows a client's component, and a client file that calls its function", tree: { "app/desk/page.tsx": 'import { Table } from "./Table.tsx";\nimport type { Look } from "./Table.tsx";\nexport default Table as Look;', "app/desk/Table.tsx": '"use client";\nimport { look } from "./Look.tsx";\nexport const Table = look();\nexport type Look = 1;', "app/desk/Look.tsx": '"use client";\nexport const look = () => 1;' } },
  { what: "a page with queries", tree: { "app/desk/page.tsx": 'import { rows } from "#lib/triage/queries";\nexport default rows;' } },
  { what: "the word any, a lint rule off with its reason", tree: { "db/client.ts": "// any of them\n// oxlint-disable-next-line no-console -- a script speaks\nexport const any = 1;" } },
];

describe("the guard refuses", () => {
  test.each(REFUSED)("$what", ({ tree, told: wanted }) => {
    expect(toldOf(tree).join("\n")).toContain(wanted);
  });

  test.each(HOUSE_RULES.filter(({ name }) => name !== "exceptions are needed"))("something by the rule $name", ({ name }) => {
    expect(REFUSED.some(({ told: wanted, tree }) => wanted.includes(`[${name}]`) && toldOf(tree).some((line) => line.includes(`[${name}]`)))).toBe(true);
  });

  test("an exception that nothing needs", () => {
    const tree = treeOf({ "lib/access/actor.ts": "export const a = 1;" });
    expect(HOUSE_RULES.flatMap((rule) => rule.breaches(tree)).map(({ file }) => file)).toEqual(Object.keys(IMPURE));
  });
});

describe("the guard lets pass", () => {
  test.each(ALLOWED)("$what", ({ tree }) => {
    expect(toldOf(tree)).toEqual([]);
  });

  test("a file that does not parse is named, not skipped", () => {
    expect(() => treeOf({ "lib/risk/a.ts": "export const = ;" })).toThrow("lib/risk/a.ts");
  });
});
