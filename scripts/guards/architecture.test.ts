import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { HOUSE_RULES } from "./house.ts";
import { moduleOf, ROWS } from "./modules.ts";
import { told } from "./rule.ts";
import { readTree } from "./source.ts";

const tree = readTree(join(import.meta.dirname, "..", ".."));

describe("the house keeps", () => {
  test.each(HOUSE_RULES.map((rule) => ({ name: rule.name, rule })))("its rule: $name", ({ rule }) => {
    expect(rule.breaches(tree).map((breach) => told(rule, breach))).toEqual([]);
  });
});

describe("the guard sees the whole house", () => {
  test.each(["app/", "components/", "db/", "lib/", "scripts/"])("files below %s are read", (folder) => {
    expect([...tree.keys()].filter((path) => path.startsWith(folder)).length).toBeGreaterThan(5);
  });

  test("every alias and relative import of lib leads to a file that is there", () => {
    const lost = [...tree.values()].flatMap(({ path, imports }) =>
      imports.filter(({ target }) => moduleOf(target) !== undefined && target.endsWith(".ts") && !tree.has(target)).map(({ specifier, line }) => `${path}:${line} ${specifier}`),
    );
    expect(lost).toEqual([]);
  });

  test("no module stands in two rows", () => {
    const modules = ROWS.flatMap((row) => [...row.modules]);
    expect(new Set(modules).size).toBe(modules.length);
  });
});
