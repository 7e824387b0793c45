import { expect, test } from "vitest";
import { relationsOf, type RelatedLine } from "./relation.ts";

const CERTIFICATE = { number: "CAP-1", status: "approved", from: "2023-01-01", to: "2024-01-01", issuer: { en: "Body", zh: "机构" } } as const;

function line(number: string, importer: string, lots: readonly string[]): RelatedLine {
  return {
    number,
    lodgedOn: "2026-03-02",
    verdict: "within",
    importer: { code: importer, name: { en: importer, zh: importer } },
    site: { id: 7, name: "Château" },
    lots: lots.map((lot) => ({ lot, producedOn: null })),
    certificates: [CERTIFICATE],
  };
}

test("two importers of one lot meet at its producer and its certificate", () => {
  const { things, links } = relationsOf([line("D-1", "A", ["L1"]), line("D-2", "B", ["L1"])]);
  expect(things.map(({ key }) => key)).toEqual(["importer A", "declaration D-1", "producer 7", "lot 7 L1", "certificate CAP-1", "importer B", "declaration D-2"]);
  expect(links.filter(({ to }) => to === "lot 7 L1").map(({ from }) => from)).toEqual(["declaration D-1", "declaration D-2"]);
  expect(links.filter(({ from }) => from === "lot 7 L1")).toHaveLength(1);
});

test("a line without lots is linked to its producer itself", () => {
  expect(relationsOf([line("D-1", "A", [])]).links).toContainEqual({ from: "declaration D-1", to: "producer 7" });
});

test.each([[6, 6, undefined], [7, 6, 1], [100, 6, 94]])("of %i lots of a line %i things are shown, the last for %s more", (count, shown, more) => {
  const lots = relationsOf([line("D-1", "A", Array.from({ length: count }, (_, index) => `L${index}`))]).things.flatMap((thing) => (thing.column === "lot" ? [thing] : []));
  expect(lots).toHaveLength(shown);
  expect(lots.at(-1)?.more).toBe(more ?? 0);
});
