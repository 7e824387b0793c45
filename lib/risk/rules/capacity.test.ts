import { describe, expect, it } from "vitest";
import type { Verdict } from "#lib/capacity/verdict";
import { exampleAccount, exampleLine, exampleSubject } from "../example.ts";
import type { SubjectAccount } from "../subject.ts";
import { rule as cannotCompare } from "./cannot-compare.ts";
import { rule as certificateSuspended } from "./certificate-suspended.ts";
import { rule as certificatesDiffer } from "./certificates-differ.ts";
import { rule as nearCapacity } from "./near-capacity.ts";
import { rule as noCertificate } from "./no-certificate.ts";
import { rule as verdictChanged } from "./verdict-changed.ts";
import { rule as volumeOverCapacity } from "./volume-over-capacity.ts";

const on = (changes: Partial<SubjectAccount>) => exampleSubject({ accounts: [exampleAccount(changes)] });

describe("volume over capacity", () => {
  it("says the sentence of the first example in both languages", () => {
    const [seen] = volumeOverCapacity.look(on({}));
    expect(seen?.wording.en).toBe("60,000 bottles declared of 18,000 certified for this producer and vintage; this declaration exceeds it by 42,000.");
    expect(seen?.wording.zh).toBe("该生产企业该年份核定产能18,000瓶，累计申报60,000瓶；本报关单使其超出42,000瓶。");
    expect(seen?.facts).toMatchObject({ declared: "60000", limit: "18000", excess: "42000", used: "3.3333", unit: "XBO", certificates: ["CAP-2023-1"] });
    expect(seen?.points).toBeGreaterThanOrEqual(70);
  });

  it.each<[Verdict, number]>([["within", 0], ["near", 0], ["exceeds", 1], ["suspended", 0]])("where the account says %s there are %i findings", (verdict, count) => {
    expect(volumeOverCapacity.look(on({ verdict }))).toHaveLength(count);
  });

  it("tells what was exceeded before from what this declaration adds", () => {
    const [seen] = volumeOverCapacity.look(on({ declared: 61_000n, amount: 1_000n }));
    expect(seen?.wording.en).toBe("61,000 bottles declared of 18,000 certified for this producer and vintage; it was exceeded by 42,000 before, and this declaration adds 1,000.");
  });

  it("names year and period where no line names the vintage, and litres where the certificate counts them", () => {
    const litres = { dimension: "volume" as const, unit: "LTR", declared: 45_000_000n, amount: 31_500_000n, segment: { ...exampleAccount().segment, limit: 13_500_000n } };
    const line = exampleLine({ vintage: null });
    const [year] = volumeOverCapacity.look(exampleSubject({ lines: [line], accounts: [exampleAccount(litres)] }));
    expect(year?.wording.en).toBe("45,000 L declared of 13,500 certified for this producer and 2023; this declaration exceeds it by 31,500.");
    const [season] = volumeOverCapacity.look(exampleSubject({ lines: [line], accounts: [exampleAccount({ ...litres, from: "2023-09-01", to: "2023-12-01" })] }));
    expect(season?.wording.en).toContain("for this producer and the production period 2023-09-01 to 2023-12-01;");
  });

  it("says what was sold elsewhere and carried over, because both are in the balance", () => {
    const [seen] = volumeOverCapacity.look(on({ elsewhere: 2_000n, segment: { ...exampleAccount().segment, reserve: 1_000n } }));
    expect(seen?.facts).toMatchObject({ excess: "43000" });
    expect(seen?.wording.en).toContain("Counted besides: at least 2,000 more were sold elsewhere; 1,000 of proven stock are carried over.");
  });
});

describe("near capacity", () => {
  it.each<[Verdict, number]>([["within", 0], ["near", 1], ["exceeds", 0]])("where the account says %s there are %i findings", (verdict, count) => {
    expect(nearCapacity.look(on({ verdict, declared: 17_000n }))).toHaveLength(count);
  });

  it("never shows a share as all of it before it is", () => {
    expect(nearCapacity.look(on({ verdict: "near", declared: 17_999n }))[0]?.wording.en).toContain("99.9% of the capacity is used.");
    expect(nearCapacity.look(on({ verdict: "near", declared: 18_000n }))[0]?.wording.en).toContain("100% of the capacity is used.");
  });
});

describe("no certificate", () => {
  it("names the producer, the vintage and whom to ask", () => {
    const [seen] = noCertificate.look(exampleSubject({ lines: [exampleLine({ verdict: "unknown" })] }));
    expect(seen?.wording.en).toBe("No approved certificate covers what Château Exemple made in 2023; ask Bureau Nord, who certified this producer for other goods or periods.");
  });

  it("is one finding for all lines, and none for lines that do not count or do not stand", () => {
    const unknown = exampleLine({ verdict: "unknown" });
    expect(noCertificate.look(exampleSubject({ lines: [unknown, { ...unknown, no: 2 }] }))).toHaveLength(1);
    expect(noCertificate.look(exampleSubject({ lines: [{ ...unknown, effect: "takes-back" }, { ...unknown, standing: false }, exampleLine()] }))).toHaveLength(0);
  });
});

describe("certificate suspended", () => {
  it("names the certificate and from when it does not cover, and weighs enough for the red lane", () => {
    const [seen] = certificateSuspended.look(on({ verdict: "suspended", segment: { ...exampleAccount().segment, state: "suspended", limit: 0n, from: "2023-06-01" } }));
    expect(seen?.wording.en).toBe("Certificate CAP-2023-1 of Château Exemple does not cover lots produced from 2023-06-01 on: suspended or revoked.");
    expect(seen?.points).toBeGreaterThanOrEqual(70);
  });

  it("is silent while it is in force", () => {
    expect(certificateSuspended.look(on({ verdict: "within" }))).toHaveLength(0);
  });
});

describe("cannot compare", () => {
  it.each([
    ["case-size", "how many consumer units are in one case"],
    ["net-content", "the net content of one unit"],
    ["density", "how volume and weight convert"],
    ["something-new", "something-new"],
  ])("names the missing fact %s", (missing, words) => {
    const [seen] = cannotCompare.look(exampleSubject({ lines: [exampleLine({ verdict: "cannot-compare", missing })] }));
    expect(seen?.wording.en).toContain(words);
    expect(seen?.wording.en).toContain("7,000 cases of Château Exemple 2023");
  });

  it("leaves a producer that is a question to its own rule", () => {
    expect(cannotCompare.look(exampleSubject({ lines: [exampleLine({ verdict: "cannot-compare", missing: "site", site: { kind: "unknown" } })] }))).toHaveLength(0);
  });
});

describe("certificates that differ", () => {
  const body = { en: "Bureau Nord", zh: "北方检验" };
  it.each<[bigint, number]>([[18_000n, 0], [19_799n, 0], [19_800n, 0], [19_801n, 1], [30_000n, 1]])("18,000 and %s bottles make %i findings", (base, count) => {
    expect(certificatesDiffer.look(on({ verdict: "within", certificates: [{ number: "A", base: 18_000n, body }, { number: "B", base, body }] }))).toHaveLength(count);
  });

  it("says who said what, and that the lower counts", () => {
    const [seen] = certificatesDiffer.look(on({ certificates: [{ number: "B", base: 30_000n, body }, { number: "A", base: 18_000n, body }] }));
    expect(seen?.wording.en).toBe("Two certificates for the same production of Château Exemple differ: A (Bureau Nord) says 18,000 bottles, B (Bureau Nord) says 30,000 bottles. The lower counts.");
  });
});

describe("verdict changed", () => {
  const answered = (verdict: Verdict) => ({
    verdict,
    limit: null,
    declaredBefore: null,
    line: null,
    declaredAfter: null,
    excess: null,
    used: null,
    unit: null,
    elsewhere: null,
    reserve: null,
    account: null,
    working: [],
    certificates: [],
    assumptions: [],
  });
  it.each<[Verdict, Verdict, number | undefined]>([
    ["within", "within", undefined],
    ["within", "near", 10],
    ["within", "exceeds", 10],
    ["unknown", "within", 0],
    ["exceeds", "near", 0],
  ])("%s at lodging and %s now weighs %s", (then, now, points) => {
    expect(verdictChanged.look(exampleSubject({ lines: [exampleLine({ atLodging: answered(then), verdict: now })] }))[0]?.points).toBe(points);
  });

  it("names both", () => {
    const [seen] = verdictChanged.look(exampleSubject({ lines: [exampleLine({ atLodging: answered("within"), verdict: "suspended" })] }));
    expect(seen?.wording.en).toBe('Line 1 was answered "within capacity" at lodging; as is known now it is "certificate suspended".');
  });
});
