import { describe, expect, it } from "vitest";
import type { DeclaredLine } from "#lib/consignments/declaration";
import { exampleLine, exampleSubject } from "../example.ts";
import type { Subject } from "../subject.ts";
import { rule as amendedAfterRelease } from "./amended-after-release.ts";
import { rule as missingLot } from "./missing-lot.ts";
import { rule as siteQuestion } from "./site-question.ts";
import { rule as uncertifiedSite } from "./uncertified-site.ts";
import { rule as withdrawnAfterRelease } from "./withdrawn-after-release.ts";

const declared: DeclaredLine = { no: 1, gtin: "13012345000012", hsCode: "2204210000", site: "3012345000015", quantity: { value: "7000", unit: "XCS" }, lots: ["L23"], vintage: 2023, originCountry: "FR" };

describe("a withdrawal", () => {
  it.each<[Subject["status"], number | null, number]>([
    ["lodged", 1, 0],
    ["withdrawn", null, 0],
    ["withdrawn", 1, 1],
    ["withdrawn", 2, 0],
  ])("as %s at revision 2, released at %s, makes %i findings", (status, released, count) => {
    expect(withdrawnAfterRelease.look(exampleSubject({ status, revision: 2, released: released === null ? null : { revision: released, lines: [declared] } }))).toHaveLength(count);
  });
});

describe("an amendment", () => {
  const amended = (lines: readonly DeclaredLine[], released: Subject["released"] = { revision: 1, lines: [declared] }) => amendedAfterRelease.look(exampleSubject({ revision: 2, declared: lines, released }));
  it("after release says what was changed, before and after", () => {
    const [seen] = amended([{ ...declared, quantity: { value: "9000", unit: "XCS" }, lots: ["L24"] }]);
    expect(seen?.wording.en).toBe("Revision 2 changed the quantity of line 1, the lots of line 1 after revision 1 was released.");
    expect(seen?.facts["changes"]).toEqual([
      { line: 1, part: "quantity", before: { value: "7000", unit: "XCS" }, after: { value: "9000", unit: "XCS" } },
      { line: 1, part: "lots", before: ["L23"], after: ["L24"] },
    ]);
  });

  it("that adds or takes out a line is told", () => {
    expect(amended([declared, { ...declared, no: 2 }])[0]?.wording.zh).toBe("第1版放行后，第2版修改了第2项（新增）。");
  });

  it("is none where the goods are the same, or nothing was released before", () => {
    expect(amended([declared])).toHaveLength(0);
    expect(amended([{ ...declared, lots: [] }], null)).toHaveLength(0);
    expect(amended([{ ...declared, lots: [] }], { revision: 2, lines: [declared] })).toHaveLength(0);
  });
});

describe("a producer", () => {
  it("without any certificate ever is told, one that had some is not", () => {
    const site = { kind: "site", id: 1, name: "Château Neuf", country: "FR", certified: false, bodies: [] } as const;
    expect(uncertifiedSite.look(exampleSubject({ lines: [exampleLine({ site })] }))[0]?.wording.en).toBe("No inspection body has ever certified Château Neuf.");
    expect(uncertifiedSite.look(exampleSubject())).toHaveLength(0);
  });

  it("that could be two sites is a question with both names", () => {
    const [seen] = siteQuestion.look(exampleSubject({ lines: [exampleLine({ declaredSite: "Chateau X", site: { kind: "question", candidates: ["X Nord", "X Sud"] } })] }));
    expect(seen?.wording.en).toBe('The declared producer "Chateau X" could be X Nord or X Sud; until that is answered its capacity is unknown.');
    expect(siteQuestion.look(exampleSubject())).toHaveLength(0);
  });
});

describe("a lot", () => {
  it.each<[string, readonly string[], number]>([
    ["infant-formula", [], 1],
    ["infant-formula", ["A1"], 0],
    ["wine", [], 0],
  ])("of %s declared as %j makes %i findings", (category, lots, count) => {
    expect(missingLot.look(exampleSubject({ lines: [exampleLine({ category, lots })] }))).toHaveLength(count);
  });
});
