import type { Context } from "./assess.ts";
import { NO_MODELS } from "./modelScore.ts";
import { asDelivered, type Rule } from "./rule.ts";
import { NO_FACTS, type Subject, type SubjectAccount, type SubjectLine, type SubjectReport, type SubjectTransport } from "./subject.ts";
import type { Declared } from "./declared.ts";

/** A line of the wine of the first example (docs/capacity.md), for tests: 7,000 cases of six bottles of 750 mL, vintage 2023. */
export function exampleLine(changes: Partial<SubjectLine> = {}): SubjectLine {
  return {
    no: 1,
    gtin: "13012345000012",
    baseGtin: "03012345000015",
    gtins: ["13012345000012", "03012345000015"],
    goods: { en: "Château Exemple 2023", zh: "示例酒庄2023" },
    category: "wine",
    hsCode: "2204210000",
    declaredSite: "3012345000015",
    site: { kind: "site", id: 1, name: "Château Exemple", country: "FR", certified: true, bodies: [{ en: "Bureau Nord", zh: "北方检验" }] },
    quantity: { value: "7000", unit: "XCS" },
    amounts: { items: 42_000n, volume: 31_500_000n, mass: null },
    lots: ["L23"],
    productionDate: null,
    vintage: 2023,
    producedFrom: "2023-01-01",
    producedTo: "2024-01-01",
    price: null,
    originCountry: "FR",
    effect: "counts",
    standing: true,
    atLodging: null,
    verdict: "within",
    missing: null,
    lotFacts: [],
    reports: [],
    transports: [],
    balances: [],
    ...changes,
  };
}

/** Its account, for tests: 18,000 bottles certified, 18,000 declared before. */
export function exampleAccount(changes: Partial<SubjectAccount> = {}): SubjectAccount {
  return {
    id: 1,
    siteId: 1,
    siteName: "Château Exemple",
    scope: { kind: "gtins", values: ["03012345000015"] },
    from: "2023-01-01",
    to: "2024-01-01",
    dimension: "items",
    unit: "XBO",
    unitPacks: 1n,
    segment: { from: "2023-01-01", to: "2024-01-01", state: "limited", limit: 18_000n, reserve: 0n, warningPermille: 900, certificates: ["CAP-2023-1"] },
    lines: [1],
    amount: 42_000n,
    declared: 60_000n,
    elsewhere: 0n,
    verdict: "exceeds",
    sharing: [],
    certificates: [],
    ...changes,
  };
}

/** A pre-shipment report of that lot with the very quantity, for tests. */
export function exampleReport(changes: Partial<SubjectReport> = {}): SubjectReport {
  return {
    number: "PSI-1",
    kind: "pre-shipment",
    body: { en: "Bureau Nord", zh: "北方检验" },
    lots: ["L23"],
    quantity: { value: "42000", unit: "XBO" },
    amounts: { items: 42_000n, volume: 31_500_000n, mass: null },
    producedOn: [],
    country: "FR",
    container: "MSKU1234565",
    seals: ["FR778120"],
    linkedBy: "lot",
    ...changes,
  };
}

/** A bill of lading of those goods, for tests. */
export function exampleTransport(changes: Partial<SubjectTransport> = {}): SubjectTransport {
  const item = { of: "BL-1#0", gtin: "13012345000012", lot: "L23", quantity: { value: "7000", unit: "XCS" }, amounts: { items: 42_000n, volume: 31_500_000n, mass: null }, description: "Red wine" };
  return { number: "BL-1", kind: "bill-of-lading", carrier: "Atlantic Line", container: "MSKU1234565", seals: ["FR778120"], loadedAt: "FRBOD", items: [item], otherGtins: [], linkedBy: "declaration", ...changes };
}

/** A declaration of that line, for tests; lines and accounts as given. */
export function exampleSubject(changes: Partial<Subject> = {}): Subject {
  return {
    declarationId: 3,
    number: "D-3",
    revision: 1,
    status: "lodged",
    lodgedAt: new Date("2026-03-02T01:00:00Z"),
    tradeMode: "0110",
    office: { code: "2248", verified: true },
    importer: { id: 9, name: "Shanghai Example Trading", verified: true },
    lodgerOrganisationId: 9,
    declared: [],
    released: null,
    lines: [exampleLine()],
    accounts: [],
    papers: null,
    facts: NO_FACTS,
    ...changes,
  };
}

/** What an assessment stands on where some rules are live as delivered and nothing else is in force, for tests. */
export function exampleContext(rules: readonly Rule[], changes: Partial<Context> = {}): Context {
  return { rules: asDelivered(rules), snoozes: [], models: NO_MODELS, now: new Date("2026-03-02T01:00:05Z"), ...changes };
}

/** A line as the model reads it: wine in bottles, from France, declared whole. */
export const EXAMPLE_DECLARED: Declared = {
  office: "40",
  process: "B",
  importType: "11",
  importUse: "21",
  payment: "11",
  transport: "10",
  declarant: "D1",
  importer: "I1",
  seller: "S1",
  courier: "",
  hs: "220421",
  departure: "FR",
  origin: "FR",
  taxType: "A",
  originMark: "E",
  mass: 100,
  price: 5000,
  taxRate: 8,
};
