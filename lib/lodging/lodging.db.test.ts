import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testDatabase, type TestDatabase } from "#db/testing";
import { declarationLines, declarations } from "#db/schema/consignments";
import { sites as sitesTable } from "#db/schema/parties";
import type { Actor } from "#lib/access/actor";
import { Refusal } from "#lib/access/refusal";
import { reading } from "#lib/audit/command";
import { checkLedger } from "#lib/capacity/commands/check";
import { rejudgePostings } from "#lib/capacity/commands/rejudge";
import { rejudgeSite } from "#lib/capacity/jobs";
import { balanceOf } from "#lib/capacity/queries/balance";
import { decideCertificate } from "#lib/certificates/commands/decide";
import { setPolicy } from "#lib/certificates/commands/policy";
import { submitInspectionReport } from "#lib/certificates/commands/report";
import { submitCertificate } from "#lib/certificates/commands/submit";
import { ensureOrganisation } from "#lib/parties/commands/organisation";
import { putProduct } from "#lib/parties/commands/product";
import { putSite } from "#lib/parties/commands/site";
import { lodge, lodgeMany } from "./commands/combine.ts";

const BOTTLE = "03012345000109";
const CASE = "13012345000106";
const SITE = "3012345000017";
const SYSTEM: Actor = { kind: "system", name: "test" };

let house: TestDatabase;
let feed: Actor;
let inspector: Actor;
let regulator: Actor;
let supervisor: Actor;
let siteId: number;

beforeAll(async () => {
  house = await testDatabase();
  const id = (code: string, kind: "authority" | "inspection_body" | "platform") => house.db.transaction(async (tx) => (await ensureOrganisation(tx, { code, name: code, kind })).id);
  feed = { kind: "key", id: 1, name: "single window", role: "feed", organisation: await id("FEED", "platform") };
  inspector = { kind: "key", id: 2, name: "body", role: "inspector", organisation: await id("BODY", "inspection_body") };
  regulator = { kind: "key", id: 3, name: "regulator", role: "market_regulator", organisation: await id("SAMR", "authority") };
  supervisor = { kind: "key", id: 4, name: "supervisor", role: "supervisor", organisation: await id("GACC", "authority") };
  await putProduct(SYSTEM, { gtin: BOTTLE, name: { en: "Red wine", zh: "红葡萄酒" }, hsCode: "2204210000", category: "wine", netContent: { value: "750", unit: "MLT" } });
  await putProduct(SYSTEM, { gtin: CASE, name: { en: "Red wine, case of 6", zh: "红葡萄酒（6瓶装）" }, hsCode: "2204210000", category: "wine", netContent: { value: "4500", unit: "MLT" }, contains: { gtin: BOTTLE, quantity: 6 } });
  siteId = await newSite(SITE, "Château des Tests");
});
afterAll(() => house.close());

async function newSite(id: string, name: string): Promise<number> {
  const made = await putSite(SYSTEM, { id, name, country: "FR", kind: "winery", identifiers: [], aliases: [] });
  return made.record.id;
}

let counter = 0;
type Lodging = { number?: string; revision?: number; status?: string; office?: string; tradeMode?: string; lodgedAt?: string; site?: string; gtin?: string; value?: string; unit?: string; vintage?: number | undefined; productionDate?: string; lots?: string[] };

function declaration({ number = `TEST${String(++counter).padStart(6, "0")}`, revision = 1, status = "lodged", office = "2248", tradeMode = "0110", lodgedAt = "2024-05-02T09:00:00+08:00", site = SITE, gtin = BOTTLE, value = "1000", unit = "XBO", vintage = 2023, ...rest }: Lodging) {
  const line = { no: 1, gtin, hsCode: "2204210000", site, quantity: { value, unit }, originCountry: "FR", ...(rest.productionDate ? { productionDate: rest.productionDate } : { vintage }), ...(rest.lots ? { lots: rest.lots } : {}) };
  return { number, revision, lodgedAt, office, tradeMode, status, importer: { id: `IMP${office}`, name: `Importer ${office}` }, lines: [line] };
}

async function certify(number: string, site: string, value: string, options: { unit?: string; scope?: object; from?: string; to?: string; effective?: string; supersedes?: string } = {}): Promise<void> {
  const { unit = "XBO", scope = { gtins: [BOTTLE] }, from = "2023-01-01", to = "2024-01-01", effective = "2023-01-01", supersedes } = options;
  await submitCertificate(inspector, { number, site, scope, quantity: { value, unit }, production: { from, to }, ...(supersedes ? { supersedes } : {}) });
  await decideCertificate(regulator, { number, decision: "approve", effective, reason: "audited on site" });
}

async function capacityOf(body: object) {
  const [line] = (await lodge(feed, body)).lines;
  if (line === undefined) throw new Error("no line answered");
  return line.capacity;
}

const balance = (site: number, on = "2023-06-01", asOf?: Date) => reading(supervisor, "capacity.read", (tx) => balanceOf(tx, { siteId: site, gtin: BOTTLE, on, asOf }));

describe("the wine: 60,000 bottles declared of 18,000 certified", () => {
  test("10,000 and 8,000 bottles fit, then 7,000 cases of six exceed by 42,000", async () => {
    await certify("CAP-WINE", SITE, "18000");
    expect(await capacityOf(declaration({ value: "10000", office: "2248" }))).toMatchObject({ verdict: "within", limit: "18000", declaredBefore: "0", line: "10000", declaredAfter: "10000", excess: "0", used: "0.5556", unit: "XBO", certificates: ["CAP-WINE"] });
    expect(await capacityOf(declaration({ value: "8000", office: "5304" }))).toMatchObject({ verdict: "near", declaredBefore: "10000", declaredAfter: "18000", used: "1.0000" });
    const crossing = await capacityOf(declaration({ gtin: CASE, value: "7000", unit: "XCS", office: "0202" }));
    expect(crossing).toMatchObject({ verdict: "exceeds", declaredBefore: "18000", line: "42000", declaredAfter: "60000", excess: "42000", used: "3.3333" });
    expect(crossing.working.map((step) => step.en)).toEqual(["7,000 cases × 6 = 42,000 bottles", "18,000 bottles + 42,000 bottles = 60,000 bottles of 18,000 bottles certified", "45,000 L declared against 13,500 L certified"]);
    const stands = await balance(siteId);
    expect(stands).toMatchObject({ verdict: "exceeds", declared: "60000", limit: "18000", balance: "-42000", excess: "42000" });
    expect(stands.contributions.map((one) => one.quantity)).toEqual(["42000", "8000", "10000"]);
  });
});

describe("revisions", () => {
  test("an amendment posts the difference, a withdrawal before release takes back, whatever the order of arrival", async () => {
    const bodies = [declaration({ number: "REV1", value: "4000", site: "R-1" }), declaration({ number: "REV1", revision: 2, value: "2500", site: "R-1" }), declaration({ number: "REV1", revision: 3, status: "withdrawn", value: "2500", site: "R-1" }), declaration({ number: "REV1", revision: 4, value: "700", site: "R-1" })];
    for (const [index, order] of [[0, 1, 2, 3], [3, 2, 1, 0], [1, 3, 0, 2], [2, 0, 3, 1]].entries()) {
      const site = `R-${index + 1}`;
      const id = await newSite(site, `Revision house ${index}`);
      await certify(`CAP-${site}`, site, "5000");
      for (const at of order) await lodge(feed, JSON.parse(JSON.stringify(bodies[at]).replaceAll("R-1", site).replaceAll("REV1", `REV${index}`)));
      expect((await balance(id)).declared).toBe("700");
    }
  });

  test("a withdrawal after physical release does not take back, in whatever order the two arrive", async () => {
    for (const [index, order] of [[1, 2, 3], [1, 3, 2]].entries()) {
      const site = `REL-${index}`;
      const id = await newSite(site, `Released house ${index}`);
      await certify(`CAP-${site}`, site, "5000");
      for (const revision of order) await lodge(feed, declaration({ number: `RELEASE${index}`, revision, site, value: "1200", status: revision === 2 ? "released" : revision === 3 ? "withdrawn" : "lodged" }));
      expect((await balance(id)).declared).toBe("1200");
    }
  });

  test("a release that comes late lets the lines stand that a withdrawal had taken back, of another revision, product and site", async () => {
    const [own, other] = [await newSite("FIRST-1", "First house"), await newSite("SECOND-1", "Second house")];
    for (const site of ["FIRST-1", "SECOND-1"]) await certify(`CAP-${site}`, site, "5000");
    await lodge(feed, declaration({ number: "LATEREL", revision: 2, site: "FIRST-1", gtin: CASE, value: "10", unit: "XCS" }));
    await lodge(feed, declaration({ number: "LATEREL", revision: 5, site: "SECOND-1", status: "withdrawn" }));
    await lodge(feed, declaration({ number: "LATEREL", revision: 3, site: "SECOND-1", gtin: CASE, value: "20", unit: "XCS" }));
    expect([(await balance(own)).declared, (await balance(other)).declared]).toEqual(["0", "0"]);
    const release = declaration({ number: "LATEREL", revision: 1, site: "FIRST-1", gtin: BOTTLE, value: "7", status: "released" });
    expect(await lodge(feed, release)).toMatchObject({ revision: 1, standing: 5, lines: [{ capacity: { assumptions: ["newer-revision-stands"] } }] });
    expect([(await balance(own)).declared, (await balance(other)).declared]).toEqual(["0", "120"]);
    expect((await balance(other)).contributions).toMatchObject([{ declaration: "LATEREL", revision: 3, declared: { value: "20", unit: "XCS" }, quantity: "120" }]);
  });

  test("the same revision again gets the same answer; with another body it is refused and changes nothing", async () => {
    const body = declaration({ number: "SAME", site: "R-1", value: "10" });
    const first = await lodge(feed, body);
    expect(await lodge(feed, body)).toEqual({ ...first, created: false });
    await expect(lodge(feed, { ...body, office: "5304" })).rejects.toMatchObject({ kind: "conflict", code: "revision-differs", errors: [{ pointer: "/revision" }] });
  });
});

describe("certificates that change", () => {
  test("lines lodged before any certificate are unknown, and are charged once one is approved", async () => {
    const id = await newSite("LATE", "Late certified house");
    expect(await capacityOf(declaration({ site: "LATE", value: "900" }))).toMatchObject({ verdict: "unknown", limit: null, ask: "certified-capacity" });
    await certify("CAP-LATE", "LATE", "1000");
    expect(await capacityOf(declaration({ site: "LATE", value: "200" }))).toMatchObject({ verdict: "exceeds", declaredBefore: "900", declaredAfter: "1100", excess: "100" });
    expect((await balance(id)).declared).toBe("1100");
  });

  test.each([
    ["2023-06-30", "within"],
    ["2023-07-01", "within"],
    ["2023-07-02", "suspended"],
    ["2023-08-31", "suspended"],
    ["2023-09-01", "within"],
  ])("suspended from 1 July to 1 September, a lot made on %s is %s", async (productionDate, verdict) => {
    if (productionDate === "2023-06-30") {
      await newSite("SUSP", "Suspended house");
      await certify("CAP-SUSP", "SUSP", "100000");
      await decideCertificate(regulator, { number: "CAP-SUSP", decision: "suspend", effective: "2023-07-01", reason: "audit overdue" });
      await decideCertificate(supervisor, { number: "CAP-SUSP", decision: "reinstate", effective: "2023-09-01", reason: "audited" });
    }
    expect((await capacityOf(declaration({ site: "SUSP", value: "10", productionDate }))).verdict).toBe(verdict);
  });

  test("a revocation re-judges what was lodged and leaves the answer given at lodging as it was", async () => {
    const id = await newSite("FALL", "Fallen house");
    await certify("CAP-FALL", "FALL", "1000");
    const body = declaration({ number: "FALLEN", site: "FALL", value: "100", productionDate: "2023-05-01" });
    expect((await capacityOf(body)).verdict).toBe("within");
    await decideCertificate(regulator, { number: "CAP-FALL", decision: "revoke", effective: "2023-01-15", reason: "false audit" });
    await rejudgeSite({ siteId: id });
    const lines = await reading(supervisor, "declaration.read", (tx) => tx.select({ verdict: declarationLines.verdict }).from(declarationLines).where(eq(declarationLines.siteId, id)));
    expect(lines).toEqual([{ verdict: "suspended" }]);
    expect((await capacityOf(body)).verdict).toBe("within");
  });

  test("a report that dates a lot moves what was declared of it before the next line is judged", async () => {
    const id = await newSite("DATED", "Dated house");
    await certify("CAP-DATED", "DATED", "1000");
    await certify("CAP-DATED-24", "DATED", "1000", { from: "2024-01-01", to: "2025-01-01" });
    await lodge(feed, declaration({ site: "DATED", value: "600", lots: ["LD"] }));
    await submitInspectionReport(inspector, { number: "PSI-DATED", kind: "pre-shipment", site: "DATED", lots: [{ gtin: BOTTLE, lot: "LD", productionDate: "2024-02-03" }], quantity: { value: "600", unit: "XBO" }, results: {} });
    expect(await capacityOf(declaration({ site: "DATED", value: "700" }))).toMatchObject({ verdict: "within", declaredBefore: "0" });
    expect([(await balance(id)).declared, (await balance(id, "2024-02-03")).declared]).toEqual(["700", "600"]);
  });

  test("of two certificates for one account the lowest counts, never the sum", async () => {
    await newSite("TWO", "Twice certified house");
    await certify("CAP-TWO-A", "TWO", "5000");
    await certify("CAP-TWO-B", "TWO", "4000");
    expect(await capacityOf(declaration({ site: "TWO", value: "4001" }))).toMatchObject({ verdict: "exceeds", limit: "4000", excess: "1" });
  });

  test("a category certificate binds beside a GTIN certificate, and the worst verdict stands", async () => {
    await newSite("NEST", "Nested house");
    await certify("CAP-NEST-C", "NEST", "6", { unit: "HLT", scope: { category: "wine" } });
    await certify("CAP-NEST-G", "NEST", "10000");
    expect(await capacityOf(declaration({ site: "NEST", value: "801" }))).toMatchObject({ verdict: "exceeds", unit: "HLT", limit: "6", line: "6.0075", excess: "0.0075" });
  });

  test("a balance as of then is judged by the policy known then", async () => {
    const id = await newSite("P-THEN", "Policy then");
    await certify("CAP-P-THEN", "P-THEN", "1000");
    expect(await capacityOf(declaration({ site: "P-THEN", value: "850" }))).toMatchObject({ verdict: "within" });
    const then = new Date();
    await setPolicy(supervisor, { category: "wine", warningShare: "0.8", reserveShare: "0" }, new Date(then.getTime() + 1));
    await rejudgeSite({ siteId: id });
    expect(await balance(id)).toMatchObject({ verdict: "near" });
    expect(await balance(id, "2023-06-01", then)).toMatchObject({ verdict: "within", contributions: [{ verdict: "within" }] });
    expect(await balance(id, "2023-06-01", new Date(then.getTime() + 1))).toMatchObject({ verdict: "near" });
    await setPolicy(supervisor, { category: "wine", warningShare: "0.9", reserveShare: "0" }, new Date(then.getTime() + 2));
    await rejudgeSite({ siteId: id });
    expect(await balance(id, "2023-06-01", new Date(then.getTime() + 1))).toMatchObject({ verdict: "near" });
    expect(await balance(id)).toMatchObject({ verdict: "within" });
  });

  test("what an officer could have known then is answered as of then", async () => {
    const id = await newSite("CLOCK", "Two clocks house");
    const nothing = new Date();
    await certify("CAP-CLOCK", "CLOCK", "1000");
    await lodge(feed, declaration({ site: "CLOCK", value: "600" }));
    const before = new Date(Date.now() - 1);
    await lodge(feed, declaration({ site: "CLOCK", value: "600" }));
    expect((await balance(id, "2023-06-01", nothing)).verdict).toBe("unknown");
    expect(await balance(id, "2023-06-01", before)).toMatchObject({ verdict: "within", declared: "600", contributions: [{ quantity: "600" }] });
    expect(await balance(id)).toMatchObject({ verdict: "exceeds", declared: "1200" });
    await decideCertificate(regulator, { number: "CAP-CLOCK", decision: "revoke", effective: "2023-01-01", reason: "withdrawn by the body" });
    await rejudgeSite({ siteId: id });
    expect(await balance(id, "2023-06-01", before)).toMatchObject({ verdict: "within", contributions: [{ verdict: "within" }] });
    expect(await balance(id)).toMatchObject({ verdict: "suspended", contributions: [{ verdict: "suspended" }, { verdict: "suspended" }] });
  });
});

describe("what counts and what cannot be compared", () => {
  test.each([
    ["0110", "counts", "100"],
    ["1210", "counts", "100"],
    ["9810", "does not count", "0"],
    ["4561", "takes back", "-100"],
  ])("trade mode %s %s", async (tradeMode, _effect, declared) => {
    const id = await newSite(`MODE${tradeMode}`, `Trade mode house ${tradeMode}`);
    await certify(`CAP-MODE${tradeMode}`, `MODE${tradeMode}`, "1000");
    await lodge(feed, declaration({ site: `MODE${tradeMode}`, value: "100", tradeMode }));
    expect((await balance(id)).declared).toBe(declared);
  });

  test("bottles in cases of an unknown size cannot be compared, and the missing fact is named", async () => {
    expect(await capacityOf(declaration({ value: "10", unit: "XCS", site: "NEST" }))).toMatchObject({ verdict: "cannot-compare", line: null, ask: "case-size" });
  });

  test("a name that could be two sites is a question, not a guess", async () => {
    await newSite("NAME-A", "Domaine du Soleil");
    await newSite("NAME-B", "DOMAINE DU SOLEIL");
    expect(await capacityOf(declaration({ site: "Domaine du Soleil", value: "10" }))).toMatchObject({ verdict: "cannot-compare", ask: "site" });
    const [question] = await house.owner`select candidates from site_questions`;
    expect(question?.["candidates"]).toHaveLength(2);
  });

  test("unknown sites and products are refused with pointers and leave nothing behind", async () => {
    const body = declaration({ number: "NOWHERE", site: "NOBODY-KNOWS" });
    await expect(lodge(feed, body)).rejects.toMatchObject({ kind: "unprocessable", errors: [{ pointer: "/lines/0/site", code: "unknown-site" }] });
    expect(await reading(supervisor, "declaration.read", (tx) => tx.select().from(declarations).where(eq(declarations.number, "NOWHERE")))).toEqual([]);
  });

  test("an officer may not lodge", async () => {
    const officer: Actor = { kind: "key", id: 9, name: "officer", role: "customs_officer", organisation: 1 };
    await expect(lodge(officer, declaration({}))).rejects.toBeInstanceOf(Refusal);
    await expect(lodge(officer, declaration({}))).rejects.toMatchObject({ kind: "forbidden" });
  });
});

describe("at once", () => {
  test("of 64 declarations at one instant exactly the 18 that fit are within or near", async () => {
    const id = await newSite("RUSH", "Rushed house");
    await certify("CAP-RUSH", "RUSH", "18");
    const answers = await Promise.all(Array.from({ length: 64 }, (_, index) => lodge({ ...feed, id: 100 + (index % 8) } as Actor, declaration({ number: `RUSH${index}`, site: "RUSH", value: "1" }))));
    expect(answers.filter((one) => one.lines[0]?.capacity.verdict !== "exceeds")).toHaveLength(18);
    expect(await balance(id)).toMatchObject({ declared: "64", excess: "46" });
  });

  test("a batch answers each in order, and a bad one stops nobody", async () => {
    const outcomes = await lodgeMany(feed, [declaration({ number: "B1", site: "RUSH", value: "1" }), { number: "B2" }, declaration({ number: "B1", revision: 2, site: "RUSH", value: "2" }), declaration({ number: "B3", site: "NOBODY-KNOWS" })]);
    expect(outcomes.map((one) => ("lodged" in one ? one.lodged.revision : one.refused.code))).toEqual([1, "invalid-input", 2, "unknown-site"]);
  });
});

test("judging every posting again by unchanged certificates, in the database, changes no verdict", async () => {
  const sites = await house.db.select({ id: sitesTable.id }).from(sitesTable);
  for (const { id } of sites) expect(await house.db.transaction((tx) => rejudgePostings(tx, id))).toBe(0);
});

test("after all of this the ledger recomputes to what it says", async () => {
  expect((await checkLedger(supervisor, {})).differences).toEqual([]);
});
