import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { FORMATS, RECORD_FORMATS } from "#lib/feeds/formats/registry";
import { TRUTH_CHECKS } from "#lib/feeds/truthTable";
import { RULES } from "#lib/risk/rules/registry";
import enFeeds from "#messages/en/feeds.json" with { type: "json" };
import enQuarantine from "#messages/en/quarantine.json" with { type: "json" };
import zhFeeds from "#messages/zh-CN/feeds.json" with { type: "json" };
import { OPERATIONS } from "../../app/api/operations/registry.ts";
import { missing, routes, sections, tabled, variablesRead } from "./documented.ts";
import { readTree, treeOf } from "./source.ts";

const root = join(import.meta.dirname, "..", "..");
const tree = readTree(root);
const page = (path: string): string => (existsSync(join(root, path)) ? readFileSync(join(root, path), "utf8") : "");
const operations = page("docs/operations.md");

describe("npm scripts", () => {
  const scripts = Object.keys((JSON.parse(page("package.json")) as { scripts: Record<string, string> }).scripts);
  const documented = [...`${page("README.md")}\n${operations}`.matchAll(/\bnpm (?:run (?:-s )?)?([\w:-]*\w)/g)].map(([, name]) => name ?? "");

  test("each is in README.md or docs/operations.md", () => {
    expect(missing(scripts.map((word) => ({ word, where: "package.json" })), documented)).toEqual([]);
  });

  test("each that docs/operations.md lists is there", () => {
    const listed = tabled(operations).flatMap((word) => /^npm (?:run (?:-s )?)?([\w:-]*\w)/.exec(word)?.[1] ?? []);
    expect(listed.filter((name) => !scripts.includes(name))).toEqual([]);
  });
});

describe("environment variables", () => {
  const read = variablesRead(tree);
  const documented = tabled(operations).filter((word) => /^[A-Z][A-Z0-9_]+$/.test(word));

  test("each that is read is in a table of docs/operations.md", () => {
    expect(missing(read, documented)).toEqual([]);
  });

  test("each that docs/operations.md lists is read", () => {
    expect(documented.filter((name) => !read.some(({ word }) => word === name))).toEqual([]);
  });

  test.each([
    { how: 'process.env["A_KEY"]', text: 'export const a = process.env["A_KEY"];', found: ["A_KEY"] },
    { how: "process.env.A_KEY", text: "export const a = process.env.A_KEY;", found: ["A_KEY"] },
    { how: "an env handed on", text: 'export const a = (env: Env) => env["A_KEY"] ?? options.env["B_KEY"];', found: ["A_KEY", "B_KEY"] },
    { how: "taken apart", text: "const { A_KEY: key, ...rest } = process.env;", found: ["A_KEY"] },
    { how: "another object's member", text: 'export const a = settings["A_KEY"];', found: [] },
  ])("the guard sees $how", ({ text, found }) => {
    expect(variablesRead(treeOf({ "db/a.ts": text })).map(({ word }) => word)).toEqual(found);
  });
});

describe("routes", () => {
  const documented = [...OPERATIONS.map(({ path }) => path), ...tabled(page("docs/interface.md")).map((call) => call.replace(/^(?:[A-Z]+ )+/, "")).filter((path) => path.startsWith("/"))];
  const answered = routes(tree.keys());

  test("each is in the OpenAPI registry or in a table of docs/interface.md", () => {
    expect(missing(answered, documented)).toEqual([]);
  });

  test("each call that is documented has its route", () => {
    expect([...new Set(documented)].filter((path) => !answered.some(({ word }) => word === path))).toEqual([]);
  });

  test.each([
    { file: "app/api/v1/sites/[id]/route.ts", path: "/api/v1/sites/{id}" },
    { file: "app/[locale]/(desk)/desk/rows/route.ts", path: "/{locale}/desk/rows" },
    { file: "app/api/auth/[...nextauth]/route.ts", path: "/api/auth/{nextauth}" },
  ])("$file answers $path", ({ file, path }) => {
    expect(routes([file]).map(({ word }) => word)).toEqual([path]);
  });
});

describe("risk rules", () => {
  const documented = sections(page("docs/rules.md"));
  const headings = RULES.map(({ id, version, name }) => ({ id, heading: `${id}, version ${version}: ${name.en} (${name.zh})` }));

  test.each(headings)("$id stands in docs/rules.md with its version and both names", ({ heading }) => {
    expect([...documented.keys()]).toContain(heading);
    expect(documented.get(heading)?.length).toBeGreaterThan(80);
  });

  const delivered = RULES.flatMap(({ id, thresholds }) => Object.entries(thresholds).map(([name, { value, unit }]) => ({ id, name, value, unit })));

  test.each(delivered.filter(({ value }) => value !== 0))("the section of $id names what $name is delivered as: $value $unit", ({ id, value, unit }) => {
    const section = documented.get(headings.find((rule) => rule.id === id)?.heading ?? "") ?? "";
    const figures = section.match(/\d[\d,]*(?:\.\d+)?/g)?.map((figure) => Number(figure.replaceAll(",", "")));
    expect(figures).toContain(unit === "fen" ? value / 100 : value);
  });

  test("docs/rules.md has no rule that is gone", () => {
    expect([...documented.keys()].filter((heading) => / version \d+: /.test(heading) && !headings.some((rule) => rule.heading === heading))).toEqual([]);
  });

  test("every file of lib/risk/rules is in the registry", () => {
    const files = [...tree.keys()].flatMap((path) => /^lib\/risk\/rules\/([a-z0-9-]+)\.ts$/.exec(path)?.[1] ?? []);
    expect(files.filter((id) => id !== "registry").toSorted()).toEqual(RULES.map(({ id }) => id).toSorted());
  });
});

describe("documents that comments name", () => {
  const named = [...tree.values()].flatMap(({ path, comments }) =>
    comments.flatMap(({ text, line }) => [...text.matchAll(/[\w/-]+\.md(?: rules? \d+)?/g)].map(([word]) => ({ word, where: `${path}:${line}` }))),
  );

  test("are there", () => {
    expect(named.filter(({ word }) => !existsSync(join(root, word.split(" ")[0] ?? ""))).map(({ word, where }) => `${word} (${where})`)).toEqual([]);
  });

  test("have the rules that are asked of them by number", () => {
    const rules = new Set([...page("docs/capacity.md").matchAll(/^\| (\d+) \|/gm)].map(([, rule]) => rule));
    const asked = named.map(({ word, where }) => ({ rule: / rules? (\d+)$/.exec(word)?.[1], where }));
    expect(asked.filter(({ rule }) => rule !== undefined && !rules.has(rule))).toEqual([]);
  });
});

describe("truth checks", () => {
  const [en, zh]: readonly Readonly<Record<string, string>>[] = [enFeeds.problem, zhFeeds.problem];
  const documented = sections(page("docs/truth-checks.md"));

  test("each stands in docs/truth-checks.md under its code and both names, and none that is gone", () => {
    expect([...documented.keys()]).toEqual(Object.keys(TRUTH_CHECKS).map((code) => `${code}: ${en?.[code] ?? ""} (${zh?.[code] ?? ""})`));
    expect(Object.keys(TRUTH_CHECKS).filter((code) => !(code in enQuarantine.means))).toEqual([]);
    expect([...documented].filter(([, text]) => text.length < 40).map(([heading]) => heading)).toEqual([]);
  });
});

describe("feed formats", () => {
  const registered = [...FORMATS, ...RECORD_FORMATS].map(({ id }) => id);

  test("each is in a table of docs/interface.md, and its folder bears its name", () => {
    expect(missing(registered.map((id) => ({ word: id, where: `lib/feeds/formats/${id}/` })), tabled(page("docs/interface.md")))).toEqual([]);
    expect(registered.filter((id) => !tree.has(`lib/feeds/formats/${id}/format.ts`))).toEqual([]);
  });

  test("each folder with a format is in the registry, and has its test", () => {
    const folders = [...tree.keys()].flatMap((path) => /^lib\/feeds\/formats\/([^/]+)\/format\.ts$/.exec(path)?.[1] ?? []);
    expect(folders.toSorted()).toEqual(registered.toSorted());
    expect(folders.filter((id) => !tree.has(`lib/feeds/formats/${id}/format.test.ts`))).toEqual([]);
  });
});
