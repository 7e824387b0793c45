import { expect, test } from "vitest";
import { demandVersion } from "./version.ts";

test.each<[number | undefined, number | undefined]>([[undefined, 3], [undefined, undefined], [3, 3], [0, undefined], [0, 0]])("who expects version %s of what stands at %s may change it", (expected, standing) => {
  expect(() => demandVersion(expected, standing)).not.toThrow();
});

test.each<[number, number | undefined, number]>([[2, 3, 3], [4, 3, 3], [1, undefined, 0], [0, 1, 1]])("who expects version %d of what stands at %s is refused, and told which stands", (expected, standing, told) => {
  expect(() => demandVersion(expected, standing)).toThrow(expect.objectContaining({ kind: "precondition", code: "changed-meanwhile", facts: { expected, standing: told } }));
});
