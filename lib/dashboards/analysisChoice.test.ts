import { describe, expect, it } from "vitest";
import { capacityChoiceOf, digitChoiceOf, mirrorChoiceOf, pageOf } from "./analysisChoice.ts";

const params = (address: string) => new URLSearchParams(address);

describe("what is chosen of an analysis", () => {
  it("is read from an address, and as at first where it is not understood", () => {
    expect([digitChoiceOf(params("")), digitChoiceOf(params("test=last&measure=price&by=producer")), digitChoiceOf(params("test=middle"))]).toEqual([
      { test: "first", measure: "quantity", by: "importer" }, { test: "last", measure: "price", by: "producer" }, { test: "first", measure: "quantity", by: "importer" }]);
    expect([capacityChoiceOf(params("over=1&by=year")), capacityChoiceOf(params("over=yes&by=moon"))]).toEqual([{ by: "year", over: true }, { by: "country", over: false }]);
    expect(mirrorChoiceOf(params("source=documents&rows=all"))).toEqual({ source: "documents", rows: "all" });
  });
});

describe("a page of rows at hand", () => {
  const rows = ["a", "b", "c"];
  const page = (limit: number, after?: string) => pageOf(rows, (row) => row, { limit, after });

  it("begins after a row and tells where the next begins, until the last", () => {
    expect([page(2), page(2, "b"), page(3), page(2, "c")]).toEqual([{ items: ["a", "b"], next: "b" }, { items: ["c"], next: null }, { items: rows, next: null }, { items: [], next: null }]);
  });

  it("begins anew after a row that is gone", () => {
    expect(page(1, "z")).toEqual({ items: ["a"], next: "a" });
  });
});
