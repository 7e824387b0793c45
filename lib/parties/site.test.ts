import { describe, expect, test } from "vitest";
import { canonicalIdentifier, foldName, publicIdOf, readSiteIdentifier, siteInput } from "./site.ts";

describe("one site written in several ways", () => {
  test.each([
    ["Château Exemple", "CHATEAU EXEMPLE"],
    ["Château Exemple", "Chateau  Exemple S.A.S."],
    ["Château Exemple", "SCEA Château-Exemple"],
    ["Château Exemple", "Ｃｈａｔｅａｕ　Ｅｘｅｍｐｌｅ"],
    ["Weingut Müßig", "weingut mussig GmbH"],
    ["Bodega Núñez, S.L.", "bodega nunez"],
    ["Nordic Øl A/S", "NORDIC OL AS"],
    ["阳澄湖大闸蟹有限公司", "阳澄湖大闸蟹股份有限公司"],
    ["O'Brien & Sons Ltd.", "O Brien Sons"],
  ])("%s is %s", (one, other) => {
    expect(foldName(one)).toBe(foldName(other));
  });

  test.each([
    ["Château Exemple", "Château Exemplaire"],
    ["Domaine Nord 1", "Domaine Nord 2"],
    ["かに", "がに"],
    ["Ltd", "Inc"],
  ])("%s is not %s", (one, other) => {
    expect(foldName(one)).not.toBe(foldName(other));
  });

  test("a name without a letter or digit folds to nothing", () => {
    expect(foldName("*** — ***")).toBe("");
  });
});

describe("numbers of sites", () => {
  test.each([
    ["3012345000017", { scheme: "gln", value: "3012345000017" }],
    [" fr 33.063 001 ce ", { scheme: "registration", value: "FR 33.063 001 CE" }],
    ["AB", { scheme: "registration", value: "AB" }],
    ["x".repeat(40), { scheme: "registration", value: "X".repeat(40) }],
  ])("%s is read", (text, value) => {
    expect(readSiteIdentifier(text)).toEqual({ ok: true, value });
  });

  test.each([
    ["３０１２３４５０００１７", "full-width-digits"],
    ["A", "too-short"],
    ["x".repeat(41), "too-long"],
    ["A\u0000B", "nul-character"],
    ["", "empty"],
  ])("%j is refused as %s", (text, code) => {
    expect(readSiteIdentifier(text)).toMatchObject({ ok: false, code });
  });

  test.each([
    ["3012345000017", undefined, "gln"],
    ["3012345000015", undefined, "registration"],
    ["3012345000017", "registration", "registration"],
  ] as const)("the thirteen digits %s, said to be %s, are a %s number", (text, scheme, read) => {
    expect(readSiteIdentifier(text, scheme)).toMatchObject({ ok: true, value: { scheme: read } });
  });

  test("thirteen digits said to be a GLN need its check digit", () => {
    expect(readSiteIdentifier("3012345000015", "gln")).toMatchObject({ ok: false, code: "bad-check-digit" });
  });

  test("a site is addressed by its GLN, else by the first of its numbers", () => {
    expect(publicIdOf([{ scheme: "registration", value: "A1" }, { scheme: "gln", value: "3012345000017" }])).toBe("3012345000017");
    expect(publicIdOf([{ scheme: "registration", value: "B2" }, { scheme: "registration", value: "A1" }])).toBe("A1");
    expect(canonicalIdentifier(" a  1 ")).toBe("A 1");
  });
});

describe("the body of a site", () => {
  const body = { id: "3012345000017", name: "Château Exemple", country: "fr", kind: "winery" };

  test("takes numbers as texts and as pairs, and capitals for the country", () => {
    const read = siteInput.parse({ ...body, identifiers: ["fr-33-001", { scheme: "gln", value: "3012345000017" }] });
    expect(read.country).toBe("FR");
    expect(read.identifiers.map(({ value }) => value)).toEqual(["FR-33-001", "3012345000017"]);
  });

  test.each([
    [{ country: "XQ" }, ["country"], "bad-country"],
    [{ name: "…" }, ["name"], "unreadable-name"],
    [{ aliases: ["ok", "!"] }, ["aliases", 1], "unreadable-name"],
    [{ identifiers: [{ scheme: "gln", value: "3012345000018" }] }, ["identifiers", 0], "bad-check-digit"],
    [{ identifiers: [{ scheme: "gln", value: "12" }] }, ["identifiers", 0], "bad-length"],
  ])("%j is refused", (change, path, code) => {
    const read = siteInput.safeParse({ ...body, ...change });
    expect(read.error?.issues).toMatchObject([{ path, params: { code } }]);
  });

  test.each([[90, true], [90.1, false], [-90, true], [-90.1, false]])("latitude %d is allowed: %s", (lat, allowed) => {
    expect(siteInput.safeParse({ ...body, location: { lat, lon: 0 } }).success).toBe(allowed);
  });
});
