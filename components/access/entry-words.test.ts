import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import en from "#messages/en/record.json" with { type: "json" };
import zh from "#messages/zh-CN/record.json" with { type: "json" };

/** Every action and kind of subject that stands written out in the domain's entries. */
const written = globSync("{lib,app/api}/**/*.ts").filter((path) => !path.endsWith(".test.ts")).flatMap((path) => {
  const text = readFileSync(path, "utf8");
  return [...text.matchAll(/action: "(?<action>[a-z-]+\.[a-z-]+)",\s*subject: \{ kind: "(?<kind>[a-z-]+)"/g)].map(({ groups }) => ({ action: groups?.["action"] ?? "", kind: groups?.["kind"] ?? "" }));
});

/** The names of facts that stand written out in entries, where they are plain enough to be read from the text. */
const facts = globSync("lib/**/*.ts")
  .filter((path) => !path.endsWith(".test.ts"))
  .flatMap((path) =>
    [...readFileSync(path, "utf8").matchAll(/action: [^;]*?\bfacts: \{(?<facts>[^{}()[\]]*)\}/g)].flatMap(({ groups }) =>
      (groups?.["facts"] ?? "")
        .split(",")
        .map((fact) => /^\s*(\w+)\s*(?::|$)/.exec(fact)?.[1] ?? "")
        .filter((fact) => fact !== ""),
    ),
  );

test.each([["English", en], ["Chinese", zh]] as const)("the facts of what was done have their words in %s", (_, words) => {
  expect(new Set(facts).size).toBeGreaterThan(40);
  expect([...new Set(facts)].filter((fact) => !Object.hasOwn(words.fact, fact))).toEqual([]);
});

test.each([["English", en], ["Chinese", zh]] as const)("what the record says was done has its words in %s", (_, words) => {
  const acts = new Set(Object.entries(words.act).flatMap(([thing, verbs]) => Object.keys(verbs).map((verb) => `${thing}.${verb}`)));
  expect(written.length).toBeGreaterThan(80);
  expect([...new Set(written.map(({ action }) => action))].filter((action) => !acts.has(action))).toEqual([]);
  expect([...new Set(written.map(({ kind }) => kind))].filter((kind) => !Object.hasOwn(words.kind, kind))).toEqual([]);
});
