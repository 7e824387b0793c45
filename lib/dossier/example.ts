import { createHash } from "node:crypto";
import type { CaseRecord, RecordFinding } from "./record.ts";

const at = new Date("2026-03-02T04:00:00Z");
const wine = { en: "Château Exemple 2023", zh: "示例酒庄2023" };

/** The finding of the first example (docs/capacity.md), for tests. */
export function exampleFinding(changes: Partial<RecordFinding> = {}): RecordFinding {
  return {
    id: 7, number: "D-3", lineNo: 1, rule: "volume-over-capacity", version: 1, severity: "critical", points: 80, facts: {}, firedAt: at, clearedAt: null,
    wording: { en: "60,000 bottles declared of 18,000 certified for this producer and vintage; this declaration exceeds it by 42,000.", zh: "该生产企业该年份核定产能18,000瓶，累计申报60,000瓶；本报关单使其超出42,000瓶。" },
    ...changes,
  };
}

/** The case of the first example with everything that belongs to it, for tests. */
export function exampleRecord(changes: Partial<CaseRecord> = {}): CaseRecord {
  const share = { declarationId: 3, revision: 1, line: 1, importer: { en: "Harbour Wines", zh: "海港酒业" }, office: { code: "2248", en: "Yangshan", zh: "洋山海关" }, lodgedAt: "2026-03-02T12:00:00+08:00" };
  const text = '{"number":"D-3"}';
  return {
    head: { number: "C-2026-000001", title: "The 2023 wine", allegation: "申报数量超出核定产能。", status: "investigating", outcome: null, outcomeNote: null, openedByName: "anna", openedAt: at, assigneeName: null, closeProposedByName: null, closedAt: null },
    parties: [{ role: "importer", code: "IMP1", name: { en: "Harbour Wines", zh: "海港酒业" } }],
    facts: [{ statement: "The third declaration crosses the capacity.", findingId: 7, exhibitNo: 1, byName: "mei", at }],
    consignments: [{
      number: "D-3", revision: 1, importer: { en: "Harbour Wines", zh: "海港酒业" }, producer: "Château Exemple", office: { code: "2248", en: "Yangshan", zh: "洋山海关" }, tradeMode: "0110", lodgedAt: at, lane: "red", score: 80, verdict: "exceeds", status: "held",
      lines: [{
        no: 1, gtin: "13012345000012", goods: wine, quantity: { value: "7000", unit: "XCS" }, lots: ["L23"], vintage: 2023, productionDate: null, declaredSite: "3012345000015", originCountry: "FR",
        answer: {
          verdict: "exceeds", limit: "18000", declaredBefore: "18000", line: "42000", declaredAfter: "60000", excess: "42000", used: "3.3333", unit: "XBO", elsewhere: "0", reserve: "0", account: null,
          working: [{ en: "7,000 cases × 6 = 42,000 bottles", zh: "7,000 箱 × 6 = 42,000 瓶" }], certificates: ["CAP-1"], assumptions: ["production-date-taken-from-declaration"],
        },
      }],
    }],
    accounts: [{
      site: "Château Exemple",
      reading: { id: 1, siteId: 1, scope: { kind: "gtins", values: ["03012345000015"] }, from: "2023-01-01", to: "2024-01-01", state: "limited", unit: "XBO", limit: "18000", reserve: "0", declared: "60000", elsewhere: "0", balance: "-42000", excess: "42000", used: "3.3333", verdict: "exceeds", certificates: ["CAP-1"] },
      shares: [
        { ...share, declarationId: 1, number: "D-1", declared: { value: "10000", unit: "XBO" }, quantity: "10000", after: "10000", verdict: "within" },
        { ...share, declarationId: 2, number: "D-2", declared: { value: "8000", unit: "XBO" }, quantity: "8000", after: "18000", verdict: "near" },
        { ...share, number: "D-3", declared: { value: "7000", unit: "XCS" }, quantity: "42000", after: "60000", verdict: "exceeds" },
      ],
    }],
    certificates: [{ number: "CAP-1", status: "approved", site: "Château Exemple", country: "FR", issuer: { code: "BODY", en: "Bureau Nord", zh: "北方检验" }, scope: { kind: "gtins", values: ["03012345000015"] }, quantity: { value: "18000", unit: "XBO" }, production: { from: "2023-01-01", to: "2024-01-01" }, supersedes: null, extractOf: null, recordedAt: at, decisions: [{ decision: "approve", effective: "2023-01-01", reason: "audited", decidedByName: "mei", recordedAt: at }] }],
    reports: [],
    findings: [exampleFinding()],
    examinations: [{ number: "D-3", kind: "physical", status: "reported", instructions: "Open one case.", orderedByName: "anna", orderedAt: at, result: "discrepancy", reportNote: "Lot L9.", reportedByName: "ben", reportedAt: at }],
    notes: [{ id: 4, text: "The importer says that the wine is of two vintages. @anna please ask for the cellar book.", byName: "mei", at }],
    tasks: [{ id: 5, title: "Ask the body for its audit", assigneeName: "anna", dueOn: "2026-03-09", done: false, doneByName: null, doneAt: null, byName: "mei", at }],
    moments: [
      { kind: "decision", at, by: "anna", number: "D-3", decision: "hold", reason: "capacity-exceeded", note: "Until compared.", from: "to-triage", to: "held", secondedBy: null, secondedAt: null, declined: false, undoneAt: null, times: 1 },
      { kind: "entry", at, by: "moe", action: "case.read", subject: { kind: "case", id: "C-2026-000001" }, facts: {}, times: 3 },
    ],
    sources: [{ kind: "declaration", reference: "D-3/1", title: "D-3 · 1 · Harbour Wines", text, sha256: createHash("sha256").update(text).digest("hex"), exhibits: [{ no: 1, sha256: createHash("sha256").update(text).digest("hex"), byName: "anna", at }] }],
    ...changes,
  };
}
