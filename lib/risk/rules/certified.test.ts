import { describe, expect, it } from "vitest";
import { exampleLine, exampleSubject } from "../example.ts";
import { overlapsAmong, type OverlapCertificate } from "../overlap.ts";
import { NO_FACTS, type SubjectLine } from "../subject.ts";
import { rule as bodyContradicted } from "./body-contradicted.ts";
import { rule as certificatesOverlap } from "./certificates-overlap.ts";

describe("an inspection body", () => {
  it.each<[number, number, number]>([[1, 5, 1], [1, 6, 0], [0, 5, 0], [2, 4, 0], [4, 20, 1], [3, 20, 0]])("of whose certificates %i of %i were contradicted makes %i findings", (contradicted, certificates, count) => {
    const record = { issuerId: 4, body: { en: "Bureau Nord", zh: "北方检验" }, certificates, contradicted, overrun: contradicted, confirmed: 0, numbers: ["CAP-1"] };
    expect(bodyContradicted.look(exampleSubject({ facts: { ...NO_FACTS, bodies: [record] } }))).toHaveLength(count);
  });

  it("is named with its share and with what it certified", () => {
    const record = { issuerId: 4, body: { en: "Bureau Nord", zh: "北方检验" }, certificates: 12, contradicted: 5, overrun: 4, confirmed: 2, numbers: ["CAP-1"] };
    expect(bodyContradicted.look(exampleSubject({ facts: { ...NO_FACTS, bodies: [record] } }))[0]?.wording.en).toBe(
      "5 of 12 certificates of Bureau Nord (41.6%) were contradicted later: 4 by declarations above them, 2 by confirmed results. It certified CAP-1.",
    );
  });
});

const certificate = (id: number, changes: Partial<OverlapCertificate> = {}): OverlapCertificate => ({
  id,
  number: `CAP-${id}`,
  issuerId: id,
  body: { en: "Bureau Nord", zh: "北方检验" },
  scope: { kind: "gtins", values: ["03012345000015"] },
  dimension: "items",
  from: "2023-01-01",
  to: "2024-01-01",
  supersedesId: null,
  extractOfId: null,
  ...changes,
});
const wine = { scope: { kind: "category", values: ["wine"] } } as const;

describe("two certificates of a site", () => {
  it.each<[string, OverlapCertificate, OverlapCertificate, number]>([
    ["by trade item and by category", certificate(1), certificate(2, wine), 1],
    ["of one category whose periods share a day", certificate(1, wine), certificate(2, { ...wine, from: "2023-12-31", to: "2024-12-31" }), 1],
    ["of one category whose periods only touch", certificate(1, wine), certificate(2, { ...wine, from: "2024-01-01", to: "2025-01-01" }), 0],
    ["of one scope and one period, which share an account", certificate(1), certificate(2), 0],
    ["by one body, of a whole and a part of it", certificate(1), certificate(2, { ...wine, issuerId: 1 }), 0],
    ["by one body, of one category whose periods share a day", certificate(1, wine), certificate(2, { ...wine, issuerId: 1, from: "2023-12-31", to: "2024-12-31" }), 1],
    ["of other trade items", certificate(1), certificate(2, { scope: { kind: "gtins", values: ["03012345000022"] } }), 0],
    ["by HS prefixes of which one lies in the other", certificate(1, { scope: { kind: "hsPrefixes", values: ["2204"] } }), certificate(2, { scope: { kind: "hsPrefixes", values: ["220421"] } }), 1],
    ["by HS prefixes apart", certificate(1, { scope: { kind: "hsPrefixes", values: ["2204"] } }), certificate(2, { scope: { kind: "hsPrefixes", values: ["2208"] } }), 0],
    ["of which one supersedes the other", certificate(1), certificate(2, { ...wine, supersedesId: 1 }), 0],
    ["of which one is an extract", certificate(1), certificate(2, { ...wine, extractOfId: 1 }), 0],
  ])("%s", (_, first, second, count) => {
    expect(overlapsAmong(1, [second, first])).toHaveLength(count);
  });

  it("of bodies that are held against each other on an account of both are not told again", () => {
    const both = [certificate(1, wine), certificate(2, wine)];
    expect([overlapsAmong(1, both), overlapsAmong(1, [...both, certificate(3, { issuerId: 1 })])].flat()).toEqual([]);
    expect(overlapsAmong(1, [...both, certificate(3)])).toHaveLength(2);
  });
});

describe("the overlap of a certificate by trade item with one by category", () => {
  const overlaps = overlapsAmong(1, [certificate(1), certificate(2, { ...wine, from: "2023-07-01", to: "2024-07-01" })]);
  const look = (line: Partial<SubjectLine>) => certificatesOverlap.look(exampleSubject({ lines: [exampleLine(line)], facts: { ...NO_FACTS, overlaps } }));

  it.each<[string, Partial<SubjectLine>, number]>([
    ["concerns goods that both cover, by the bottle in the case", {}, 1],
    ["does not concern other goods of the category", { gtin: "13012345000029", baseGtin: "03012345000022" }, 0],
    ["does not concern goods made before the second began", { producedFrom: "2023-01-01", producedTo: "2023-07-01" }, 0],
    ["concerns goods made on the first common day", { producedFrom: "2023-07-01", producedTo: "2023-07-02" }, 1],
    ["does not concern another site", { site: { kind: "site", id: 2, name: "Bodega Ejemplo", country: "ES", certified: true, bodies: [] } }, 0],
    ["does not concern goods that do not count", { effect: "none" }, 0],
    ["does not concern an unknown producer", { site: { kind: "unknown" } }, 0],
  ])("%s", (_, line, count) => {
    expect(look(line)).toHaveLength(count);
  });

  it("is told with both numbers and the days in common", () => {
    expect(look({})[0]?.wording.en).toBe("CAP-1 (Bureau Nord) and CAP-2 (Bureau Nord) both certify Château Exemple 2023 of Château Exemple made from 2023-07-01 to before 2024-01-01, and neither supersedes the other.");
  });
});
