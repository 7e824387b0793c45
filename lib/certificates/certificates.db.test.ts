import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testDatabase } from "#db/testing";
import type { TestDatabase } from "#db/testing";
import type { Actor } from "#lib/access/actor";
import type { Role } from "#lib/access/permission";
import { Refusal } from "#lib/access/refusal";
import { reading } from "#lib/audit/command";
import { ensureOrganisation } from "#lib/parties/commands/organisation";
import { putProduct } from "#lib/parties/commands/product";
import { putSite } from "#lib/parties/commands/site";
import { CERTIFICATE_STATUSES, DECISIONS, DECISIONS_ALLOWED } from "./certificate.ts";
import type { CertificateStatus, Decision } from "./certificate.ts";
import { approveCarryOver, submitCarryOver } from "./commands/carryOver.ts";
import { decideCertificate } from "./commands/decide.ts";
import { setPolicy } from "./commands/policy.ts";
import { submitInspectionReport } from "./commands/report.ts";
import { submitCertificate } from "./commands/submit.ts";
import { carryOversOfSite, certificatesOfSite, certificateView, listCertificates, listReports, policies, reportsForLots, waitingCarryOvers } from "./queries.ts";

const BOTTLE = "03012345000024";
const CASE = "13012345000021";
const SITE = "3012345000017";
const SYSTEM: Actor = { kind: "system", name: "test" };

let house: TestDatabase;
let siteId: number;
let inspector: Actor;
let rival: Actor;
let regulator: Actor;
let insider: Actor;
let supervisor: Actor;

beforeAll(async () => {
  house = await testDatabase();
  const idOf = async (code: string) => (await house.db.transaction((tx) => ensureOrganisation(tx, { code, name: code, kind: "inspection_body" }))).id;
  const [body, other, market] = [await idOf("BODY"), await idOf("RIVAL"), await idOf("MARKET")];
  const key = (id: number, role: Role, organisation: number): Actor => ({ kind: "key", id, name: `key ${id}`, role, organisation });
  [inspector, rival, regulator, insider, supervisor] = [key(1, "inspector", body), key(2, "inspector", other), key(3, "market_regulator", market), key(4, "market_regulator", body), key(5, "supervisor", market)];
  const wine = { hsCode: "2204210000", category: "wine", netContent: { value: "750", unit: "MLT" } };
  await putProduct(SYSTEM, { ...wine, gtin: BOTTLE, name: { en: "Bottle", zh: "瓶" } });
  await putProduct(SYSTEM, { ...wine, gtin: CASE, name: { en: "Case", zh: "箱" }, contains: { gtin: BOTTLE, quantity: 6 } });
  siteId = (await putSite(SYSTEM, { id: SITE, name: "Château Exemple", country: "FR", kind: "winery" })).record.id;
  for (const id of ["TWIN-1", "TWIN-2"]) await putSite(SYSTEM, { id, name: "Domaine Double", country: "FR", kind: "winery" });
});
afterAll(() => house.close());

let counter = 0;
const certificate = (change: object = {}) => ({ number: `CAP-${String(++counter)}`, site: SITE, scope: { gtins: [BOTTLE] }, quantity: { value: "18000", unit: "XBO" }, production: { from: "2023-01-01", to: "2024-01-01" }, ...change });
const decision = (number: string, decided: Decision, change: object = {}) => ({ number, decision: decided, effective: "2023-01-01", reason: "audited on site", ...change });
const read = <T>(work: Parameters<typeof reading<T>>[2], by: Actor = regulator) => reading(by, "certificate.read", work);
const jobs = async (task: string) => (await house.owner`select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where identifier = ${task} order by j.id`).map((row) => row["payload"] as unknown);
const ledgerVersion = async () => Number((await house.owner`select certificates_version as version from site_ledgers where site_id = ${siteId}`)[0]?.["version"] ?? 0);
const submitted = async (change: object = {}) => (await submitCertificate(inspector, certificate(change))).number;
const approved = async (change: object = {}) => {
  const number = await submitted(change);
  await decideCertificate(regulator, decision(number, "approve"));
  return number;
};

describe("submitting a certificate", () => {
  test("records what it comes to, for the submitter's own organisation", async () => {
    const number = await submitted({ scope: { gtins: [CASE] }, quantity: { value: "3000", unit: "XCS" } });
    const view = await read((tx) => certificateView(tx, number));
    expect(view).toMatchObject({ status: "submitted", version: 1, site: { publicId: SITE }, issuer: { code: "BODY" }, quantity: { value: "3000", unit: "XCS" }, decisions: [], allowed: ["approve", "revoke"] });
    expect((await read((tx) => certificatesOfSite(tx, siteId))).find((one) => one.number === number)).toMatchObject({ dimension: "items", base: 18_000n, unit: "XCS", unitPacks: 6n, from: "2023-01-01", to: "2024-01-01" });
  });

  test("twice with one body is one certificate; with another body, or by another body, the number is taken", async () => {
    const body = certificate();
    expect(await submitCertificate(inspector, body)).toMatchObject({ status: "submitted", created: true });
    expect(await submitCertificate(inspector, body)).toMatchObject({ status: "submitted", created: false });
    await expect(submitCertificate(inspector, { ...body, quantity: { value: "18001", unit: "XBO" } })).rejects.toMatchObject({ kind: "conflict", code: "number-taken" });
    await expect(submitCertificate(rival, body)).rejects.toMatchObject({ kind: "conflict", code: "number-taken" });
  });

  test.each([
    [{ site: "3012345000055" }, "unknown-site", "/site"],
    [{ site: "Domaine Double" }, "unknown-site", "/site"],
    [{ scope: { gtins: [BOTTLE, "03012345000031"] } }, "unknown-product", "/scope/gtins/1"],
    [{ scope: { category: "wine" } }, "pieces-need-gtins", "/quantity/unit"],
    [{ quantity: { value: "1", unit: "XCS" } }, "pack-size-unknown", "/quantity/unit"],
    [{ supersedes: "CAP-NONE" }, "unknown-certificate", "/supersedes"],
    [{ extractOf: "CAP-NONE" }, "unknown-certificate", "/extractOf"],
  ])("%j is refused as %s", async (change, code, pointer) => {
    const body = certificate(change);
    await expect(submitCertificate(inspector, body)).rejects.toMatchObject({ kind: "unprocessable", code, errors: [{ pointer, code }] });
    expect(await read((tx) => certificateView(tx, body.number))).toBeUndefined();
  });

  test("is for inspection bodies alone, not for regulators or the house", async () => {
    await expect(submitCertificate(regulator, certificate())).rejects.toMatchObject({ kind: "forbidden", code: "not-permitted" });
    await expect(submitCertificate(SYSTEM, certificate())).rejects.toMatchObject({ kind: "forbidden", code: "no-organisation" });
  });

  test("an extract lies within its parent, of the same site", async () => {
    const parent = await submitted();
    const elsewhere = await submitted({ site: "TWIN-1" });
    expect(await submitCertificate(inspector, certificate({ extractOf: parent, production: { from: "2023-06-01", to: "2023-07-01" } }))).toMatchObject({ created: true });
    await expect(submitCertificate(inspector, certificate({ extractOf: parent, quantity: { value: "18001", unit: "XBO" } }))).rejects.toMatchObject({ code: "extract-exceeds-parent" });
    await expect(submitCertificate(inspector, certificate({ extractOf: parent, production: { from: "2023-06-01", to: "2024-01-02" } }))).rejects.toMatchObject({ code: "extract-exceeds-parent" });
    await expect(submitCertificate(inspector, certificate({ extractOf: elsewhere }))).rejects.toMatchObject({ code: "other-site" });
  });

  test("an inspection body sees its own certificates and nobody else's", async () => {
    const number = await submitted();
    expect(await read((tx) => certificateView(tx, number), inspector)).toBeDefined();
    expect(await read((tx) => certificateView(tx, number), rival)).toBeUndefined();
    await expect(submitCertificate(rival, certificate({ supersedes: number }))).rejects.toMatchObject({ code: "unknown-certificate" });
  });
});

describe("deciding on a certificate", () => {
  test("takes another person than its submitter, from outside the issuer", async () => {
    const number = await submitted();
    await expect(decideCertificate(insider, decision(number, "approve"))).rejects.toMatchObject({ kind: "forbidden", code: "four-eyes" });
    await expect(decideCertificate(inspector, decision(number, "approve"))).rejects.toMatchObject({ kind: "forbidden", code: "four-eyes" });
    expect(await decideCertificate(regulator, decision(number, "approve"))).toEqual({ number, status: "approved", version: 2 });
  });

  test("is kept with who, when and why, and has the site re-judged", async () => {
    const number = await submitted();
    const [before, now] = [await ledgerVersion(), new Date("2024-03-05T01:00:00Z")];
    await decideCertificate(regulator, decision(number, "approve", { effective: "2024-03-05T00:30:00+08:00" }), now);
    expect(await read((tx) => certificateView(tx, number))).toMatchObject({ decisions: [{ decision: "approve", effective: "2024-03-05", reason: "audited on site", decidedBy: "key:3", decidedByName: "key 3", recordedAt: now }] });
    expect(await ledgerVersion()).toBe(before + 1);
    expect(await jobs("rejudge-site")).toEqual([{ siteId }]);
  });

  const paths: Record<CertificateStatus, readonly Decision[]> = { submitted: [], approved: ["approve"], suspended: ["approve", "suspend"], revoked: ["revoke"], superseded: ["approve"] };
  const pairs = CERTIFICATE_STATUSES.flatMap((status) => DECISIONS.map((decided) => [status, decided] as const));
  const allows = ([status, decided]: (typeof pairs)[number]) => (DECISIONS_ALLOWED[status] as readonly Decision[]).includes(decided);
  const brought = async (status: CertificateStatus) => {
    const number = await submitted();
    for (const step of paths[status]) await decideCertificate(regulator, decision(number, step));
    if (status === "superseded") await approved({ supersedes: number });
    return number;
  };

  test.each(pairs.filter(allows))("one that is %s allows: %s", async (status, decided) => {
    const number = await brought(status);
    await expect(decideCertificate(regulator, decision(number, decided))).resolves.toMatchObject({ number });
  });

  test.each(pairs.filter((pair) => !allows(pair)))("one that is %s refuses: %s", async (status, decided) => {
    const outcome = decideCertificate(regulator, decision(await brought(status), decided));
    await expect(outcome).rejects.toMatchObject({ kind: "conflict", code: "not-allowed-in-status", facts: { status, decision: decided } });
  });

  test("an approved successor shows the earlier one as superseded, which a reinstatement does not undo", async () => {
    const earlier = await approved();
    const later = await submitted({ supersedes: earlier });
    expect(await read((tx) => certificateView(tx, earlier))).toMatchObject({ status: "approved", supersededBy: [later] });
    await decideCertificate(regulator, decision(later, "approve"));
    expect(await read((tx) => certificateView(tx, earlier))).toMatchObject({ status: "superseded" });
    await decideCertificate(regulator, decision(earlier, "suspend"));
    expect(await decideCertificate(regulator, decision(earlier, "reinstate"))).toMatchObject({ status: "superseded" });
    expect(await read((tx) => certificateView(tx, later))).toMatchObject({ status: "approved", supersedes: earlier });
  });

  test("many at once give one winner, and a conflict to each of the others", async () => {
    const number = await submitted();
    const outcomes = await Promise.allSettled([regulator, supervisor, regulator, supervisor].map((by) => decideCertificate(by, decision(number, "approve"))));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const refusals = outcomes.flatMap((outcome) => (outcome.status === "rejected" && outcome.reason instanceof Refusal ? [outcome.reason.kind] : []));
    expect(refusals).toEqual(["conflict", "conflict", "conflict"]);
    expect((await read((tx) => certificateView(tx, number)))?.decisions).toHaveLength(1);
  });

  test("is refused on a version that is no longer the standing one, and on no certificate", async () => {
    const number = await submitted();
    await expect(decideCertificate(regulator, decision(number, "approve", { expectedVersion: 2 }))).rejects.toMatchObject({ kind: "precondition", code: "changed-meanwhile" });
    await expect(decideCertificate(regulator, decision("CAP-NONE", "approve"))).rejects.toMatchObject({ kind: "not-found", code: "unknown-certificate" });
  });

  test.each(["customs_officer", "feed", "partner", "administrator"] as const)("is refused to a %s", async (role) => {
    const decided = decideCertificate({ kind: "key", id: 9, name: role, role, organisation: 9 }, decision(await submitted(), "approve"));
    await expect(decided).rejects.toMatchObject({ kind: "forbidden", code: "not-permitted", facts: { permission: "certificate.decide" } });
  });
});

test("certificates are listed newest first, by status, site and number", async () => {
  const all = await read((tx) => listCertificates(tx, { siteId }, { limit: 200 }));
  const first = await read((tx) => listCertificates(tx, { siteId }, { limit: 3 }));
  const second = await read((tx) => listCertificates(tx, { siteId }, { limit: 200, after: first.next ?? "" }));
  expect([...first.items, ...second.items]).toEqual(all.items);
  expect((await read((tx) => listCertificates(tx, { status: "revoked" }, { limit: 200 }))).items.every(({ status }) => status === "revoked")).toBe(true);
  expect((await read((tx) => listCertificates(tx, {}, { q: "CAP-1", limit: 200 }))).items.every(({ number }) => number.startsWith("CAP-1"))).toBe(true);
  expect((await read((tx) => listCertificates(tx, {}, { limit: 200 }), rival)).items).toEqual([]);
});

describe("carried-over stock", () => {
  const stock = { site: SITE, scope: { gtins: [BOTTLE] }, production: { from: "2023-01-01", to: "2024-01-01" }, quantity: { value: "500", unit: "XCS" }, proof: "stock count of 2022-12-31" };

  test("counts once another person approved it, and is approved once", async () => {
    const { id } = await submitCarryOver(inspector, { ...stock, scope: { gtins: [CASE] } });
    expect(await read((tx) => waitingCarryOvers(tx))).toMatchObject([{ id, siteName: "Château Exemple", base: 3000n, approvedAt: null }]);
    const before = await ledgerVersion();
    const outcomes = await Promise.allSettled([approveCarryOver(regulator, { id }), approveCarryOver(supervisor, { id })]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(outcomes.find(({ status }) => status === "rejected")).toMatchObject({ reason: { kind: "conflict", code: "already-approved" } });
    expect(await ledgerVersion()).toBe(before + 1);
    expect((await read((tx) => carryOversOfSite(tx, siteId)))[0]?.approvedAt).toBeInstanceOf(Date);
  });

  test("is refused without a known site, amount or permission, and to its own submitter", async () => {
    await expect(submitCarryOver(inspector, stock)).rejects.toMatchObject({ code: "pack-size-unknown" });
    await expect(submitCarryOver(inspector, { ...stock, site: "nowhere" })).rejects.toMatchObject({ code: "unknown-site" });
    await expect(submitCarryOver(regulator, stock)).rejects.toMatchObject({ code: "not-permitted" });
    const { id } = await submitCarryOver(SYSTEM, { ...stock, quantity: { value: "5", unit: "XBO" } });
    await expect(approveCarryOver(SYSTEM, { id })).rejects.toMatchObject({ kind: "forbidden", code: "four-eyes" });
    await expect(approveCarryOver(inspector, { id })).rejects.toMatchObject({ code: "not-permitted" });
    await expect(approveCarryOver(regulator, { id: 999 })).rejects.toMatchObject({ code: "unknown-carry-over" });
  });
});

describe("policies", () => {
  test("without one, nine tenths warn and nothing is reserved", async () => {
    expect((await read((tx) => policies(tx))).get("*")).toEqual({ warningPermille: 900, reservePermille: 0, version: 0 });
  });

  test("are set by category and counted up, and re-judge the sites they govern", async () => {
    const before = await ledgerVersion();
    expect(await setPolicy(supervisor, { category: "Wine", warningShare: "0.85", reserveShare: "0.1", expectedVersion: 0 })).toEqual({ category: "wine", version: 1 });
    expect(await ledgerVersion()).toBe(before + 1);
    expect(await setPolicy(supervisor, { category: "crab", warningShare: "1", reserveShare: "0" })).toMatchObject({ version: 1 });
    expect(await ledgerVersion()).toBe(before + 1);
    expect((await read((tx) => policies(tx))).get("wine")).toEqual({ warningPermille: 850, reservePermille: 100, version: 1 });
    expect(await setPolicy(supervisor, { category: "*", warningShare: "0.8", reserveShare: "0" })).toMatchObject({ version: 1 });
    expect(await ledgerVersion()).toBe(before + 2);
  });

  test("are refused to all but supervisors, and on another version", async () => {
    await expect(setPolicy(regulator, { category: "wine", warningShare: "0.5", reserveShare: "0" })).rejects.toMatchObject({ code: "not-permitted" });
    await expect(setPolicy(supervisor, { category: "wine", warningShare: "0.5", reserveShare: "0", expectedVersion: 0 })).rejects.toMatchObject({ kind: "precondition", code: "changed-meanwhile" });
  });
});

describe("inspection reports", () => {
  const report = { number: "PSI-1", kind: "pre-shipment", site: SITE, lots: [{ gtin: BOTTLE, lot: "L1", productionDate: "2023-09-20" }, "L2"], quantity: { value: "7000", unit: "XBO" }, seals: ["S1"], results: { conform: true } };
  const lotOf = async (lot: string) => (await house.owner`select produced_on::text as "producedOn", source_kind as "sourceKind", source_id as "sourceId" from lots where gtin = ${BOTTLE} and lot = ${lot}`)[0];

  test("are recorded once, and tell the production date of their lots", async () => {
    expect(await submitInspectionReport(inspector, report)).toEqual({ number: "PSI-1", created: true });
    expect(await submitInspectionReport(inspector, report)).toEqual({ number: "PSI-1", created: false });
    expect(await lotOf("L1")).toEqual({ producedOn: "2023-09-20", sourceKind: "inspection-report", sourceId: "PSI-1" });
    expect(await lotOf("L2")).toBeUndefined();
    expect(await jobs("lot-known")).toContainEqual({ gtin: BOTTLE, lot: "L1" });
  });

  test("leave what was known earlier of a lot, and add what was not", async () => {
    await submitInspectionReport(inspector, { ...report, number: "PSI-2", lots: [{ gtin: BOTTLE, lot: "L1", productionDate: "2023-10-01" }, { gtin: BOTTLE, lot: "L3" }] });
    await submitInspectionReport(inspector, { ...report, number: "PSI-3", lots: [{ gtin: BOTTLE, lot: "L3", productionDate: "2023-11-01" }], results: { conclusion: "not-conform" } });
    expect(await lotOf("L1")).toMatchObject({ producedOn: "2023-09-20", sourceId: "PSI-1" });
    expect(await lotOf("L3")).toMatchObject({ producedOn: "2023-11-01" });
  });

  test("are found by the lots they name, also where they name no trade item", async () => {
    const found = async (gtin: string, lot: string) => (await read((tx) => reportsForLots(tx, [{ gtin, lot }]))).map(({ number }) => number);
    expect(await found(BOTTLE, "L1")).toEqual(["PSI-1", "PSI-2"]);
    expect(await found(CASE, "L1")).toEqual([]);
    expect(await found(CASE, "L2")).toEqual(["PSI-1"]);
    expect(await read((tx) => reportsForLots(tx, []))).toEqual([]);
  });

  test("are listed for the body that submitted them and those who see all, a page at a time, and for no other body", async () => {
    const listed = (by: Actor, after?: string) => read((tx) => listReports(tx, { limit: 2, after }), by);
    const first = await listed(inspector);
    expect(first.items.map(({ number }) => number)).toEqual(["PSI-3", "PSI-2"]);
    expect(first.items[0]).toMatchObject({ result: "not-conform" });
    expect(first.items[1]).toMatchObject({ kind: "pre-shipment", siteName: "Château Exemple", sitePublicId: SITE, lots: ["L1", "L3"], quantity: { value: "7000", unit: "XBO" }, result: null });
    expect((await listed(inspector, first.next ?? "")).items.map(({ number }) => number)).toEqual(["PSI-1"]);
    expect((await listed(regulator)).items).toHaveLength(2);
    expect((await listed(rival)).items).toEqual([]);
  });

  test("are refused with another body, by another issuer, and for what is not known", async () => {
    await expect(submitInspectionReport(inspector, { ...report, results: { conform: false } })).rejects.toMatchObject({ kind: "conflict", code: "number-taken" });
    await expect(submitInspectionReport(rival, report)).rejects.toMatchObject({ kind: "conflict", code: "number-taken" });
    await expect(submitInspectionReport(inspector, { ...report, number: "PSI-9", site: "nowhere" })).rejects.toMatchObject({ kind: "unprocessable", code: "unknown-site" });
    await expect(submitInspectionReport(inspector, { ...report, number: "PSI-9", lots: [{ gtin: "03012345000031", lot: "L1" }] })).rejects.toMatchObject({ code: "unknown-product", errors: [{ pointer: "/lots/0" }] });
    await expect(submitInspectionReport(regulator, { ...report, number: "PSI-9" })).rejects.toMatchObject({ code: "not-permitted" });
    expect(await house.owner`select 1 from inspection_reports where number = 'PSI-9'`).toHaveLength(0);
  });
});
