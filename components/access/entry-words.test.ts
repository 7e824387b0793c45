import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import en from "#messages/en/record.json" with { type: "json" };
import zh from "#messages/zh-CN/record.json" with { type: "json" };

/** Every action and kind of subject that stands written out in the domain's entries. */
const written = globSync("{lib,app/api}/**/*.ts").filter((path) => !path.endsWith(".test.ts")).flatMap((path) => {
  const text = readFileSync(path, "utf8");
  return [...text.matchAll(/action: "(?<action>[a-z-]+\.[a-z-]+)", subject: \{ kind: "(?<kind>[a-z-]+)"/g)].map(({ groups }) => ({ action: groups?.["action"] ?? "", kind: groups?.["kind"] ?? "" }));
});

test.each([["English", en], ["Chinese", zh]] as const)("what the record says was done has its words in %s", (_, words) => {
  const acts = new Set(Object.entries(words.act).flatMap(([thing, verbs]) => Object.keys(verbs).map((verb) => `${thing}.${verb}`)));
  expect(written.length).toBeGreaterThan(80);
  expect([...new Set(written.map(({ action }) => action))].filter((action) => !acts.has(action))).toEqual([]);
  expect([...new Set(written.map(({ kind }) => kind))].filter((kind) => !Object.hasOwn(words.kind, kind))).toEqual([]);
});
