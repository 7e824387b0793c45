import { describe, expect, it } from "vitest";
import { transportsOf, type RecordedTransport } from "./transport-link.ts";

const line = { gtins: ["CASE", "BOTTLE"], lots: ["L1"], packing: undefined, alone: true };
const declaration = { number: "D-1", lodgerOrganisationId: 1, importerId: 2 };
const goods = { quantity: { value: "600", unit: "XBO" }, description: "Red wine" };
const document: RecordedTransport = {
  number: "BL",
  kind: "bill-of-lading",
  carrier: "C",
  container: null,
  seals: [],
  portOfLoading: null,
  items: [{ ...goods, gtin: "BOTTLE" }],
  lots: [],
  declarations: ["D-1"],
  organisationId: 9,
  fromFeed: true,
};
const links = (changes: Partial<RecordedTransport>, one = line) => transportsOf(one, declaration, [{ ...document, ...changes }], () => undefined).map(({ linkedBy, items }) => [linkedBy, items.length]);

describe("a transport document concerns a line", () => {
  it.each<[string, Partial<RecordedTransport>, readonly (readonly [string, number])[]]>([
    ["whose declaration it names", {}, [["declaration", 1]]],
    ["whose declaration it names, with other goods", { items: [{ ...goods, gtin: "OTHER" }] }, [["declaration", 0]]],
    ["without a GTIN, where nothing else can be meant", { items: [goods] }, [["declaration", 1]]],
    ["of another declaration, by its lot", { declarations: ["D-2"], items: [{ ...goods, gtin: "CASE", lot: "L1" }] }, [["lot", 1]]],
    ["of another declaration and lot, not", { declarations: ["D-2"], items: [{ ...goods, gtin: "CASE", lot: "L2" }] }, []],
    ["sent by its importer", { fromFeed: false, organisationId: 2 }, [["declaration", 1]]],
    ["sent by another partner, not", { fromFeed: false }, []],
  ])("%s", (_, changes, expected) => {
    expect(links(changes)).toEqual(expected);
  });

  it("does not guess which of several lines goods without a GTIN are", () => {
    expect(links({ items: [goods] }, { ...line, alone: false })).toEqual([["declaration", 0]]);
    expect(links({ items: [{ ...goods, lot: "L1" }] }, { ...line, alone: false })).toEqual([["declaration", 1]]);
  });
});
