import { describe, expect, it } from "vitest";
import { neighboursIn } from "./neighbours.ts";

describe("beside a consignment on the desk", () => {
  it.each([
    ["the first", "A", undefined, "B"],
    ["one in the middle", "B", "A", "C"],
    ["the last", "C", "B", undefined],
    ["one that is not there", "X", undefined, undefined],
  ])("stand the right ones for %s", (_, number, before, after) => {
    expect(neighboursIn('["A","B","C"]', number)).toEqual({ before, after });
  });

  it.each([[null], ["not json"], ['{"a":1}'], ["[1,2]"]])("stands nobody where the desk left %s", (kept) => {
    expect(neighboursIn(kept, "A")).toEqual({ before: undefined, after: undefined });
  });
});
