import { describe, expect, it } from "vitest";
import { bodyHash, declarationSchema } from "#lib/consignments/declarationSchema";
import type { Mapping } from "#lib/feeds/mapping";
import type { DeclarationDraft } from "#lib/feeds/record";
import { askedGoods, foldGoods, prepare } from "./intake.ts";
import type { GoodsAnswer, KnownRevision } from "./intake.ts";

const line = { no: 1, gtin: "03012345000031", hsCode: "2204210000", site: "3012345000017", quantity: { value: "10", unit: "XBO" }, originCountry: "FR" };
const draft: DeclarationDraft = { number: "A-1", lodgedAt: "2026-03-02T00:00:00+08:00", office: "2248", tradeMode: "0110", status: "lodged", importer: { id: "IMP1", name: "Example" }, lines: [line], rows: [5] };
const mapping: Mapping = { columns: { quantity: { column: "数量/个" }, gtin: { constant: "x" } }, dates: "unambiguous", numbers: "plain", fullWidth: "refuse", words: {}, offset: "+08:00" };
const place = { pointer: "/rows/5", mapping };
const none: ReadonlyMap<string, GoodsAnswer> = new Map();
const { rows: _rows, ...body } = draft;
const known = (revision: number, change = {}): KnownRevision => ({ revision, hash: bodyHash(declarationSchema.parse({ ...body, revision, ...change })) });
const revisionOf = (...revisions: readonly KnownRevision[]) => {
  const made = prepare(draft, none, revisions, place);
  return made.ok ? { revision: made.declared.revision, repeated: made.repeated } : made.problems;
};

describe("a draft without a revision", () => {
  it.each([
    ["is the first where nothing is known", [], { revision: 1, repeated: false }],
    ["is the one that has its content", [known(1), known(2, { office: "5304" })], { revision: 1, repeated: true }],
    ["is the next where it says something new", [known(1, { office: "5304" }), known(4, { office: "0202" })], { revision: 5, repeated: false }],
  ] as const)("%s", (_what, revisions, expected) => {
    expect(revisionOf(...revisions)).toEqual(expected);
  });

  it("keeps the revision that it has", () => {
    expect(prepare({ ...draft, revision: 7 }, none, [known(1)], place)).toMatchObject({ ok: true, declared: { revision: 7 }, repeated: false });
  });
});

describe("what is wrong with a draft", () => {
  it("is told at the cell it came from, whatever its column is called", () => {
    expect(prepare({ ...draft, lines: [{ ...line, quantity: { value: "60.000", unit: "XBO" } }] }, none, [], place)).toMatchObject({ ok: false, problems: [{ pointer: "/rows/5/数量~1个", code: "ambiguous-separator" }] });
    expect(prepare({ ...draft, lines: [{ ...line, gtin: "3012345000032" }] }, none, [], place)).toMatchObject({ problems: [{ pointer: "/rows/5", code: "bad-check-digit" }] });
  });

  it("is told at its place in the message where it came from none", () => {
    expect(prepare({ ...body, office: undefined, lines: [line] }, none, [], { pointer: "/DecMessage", mapping: null })).toMatchObject({ problems: [{ pointer: "/DecMessage/office", code: "missing" }] });
  });
});

describe("goods in the sender's own words", () => {
  const { gtin: _gtin, site: _site, ...bare } = line;
  const named = { ...draft, lines: [{ ...bare, goods: "Château Exemple, 750 mL" }] };

  it("are asked for, each thing that is not told", () => {
    expect(askedGoods(named)).toEqual(["Château Exemple, 750 mL"]);
    expect(prepare(named, none, [], place)).toMatchObject({ ok: false, problems: [{ code: "goods-not-identified", detail: "Château Exemple, 750 mL" }, { code: "goods-without-site" }] });
  });

  it("are what they were said to mean, however they are spelled", () => {
    const answers = new Map([[foldGoods("CHATEAU EXEMPLE 750ml"), { gtin: "03012345000031", site: "3012345000017" }]]);
    expect(prepare(named, answers, [], place)).toMatchObject({ ok: true, declared: { lines: [{ gtin: "03012345000031", site: "3012345000017" }] } });
  });

  it("never go before what the document itself says", () => {
    const answers = new Map([[foldGoods("x"), { gtin: "03012345000109", site: null }]]);
    expect(prepare({ ...draft, lines: [{ ...line, goods: "x" }] }, answers, [], place)).toMatchObject({ ok: true, declared: { lines: [{ gtin: "03012345000031" }] } });
  });
});
