import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "#db/testing";
import type { Actor } from "#lib/access/actor";
import { reading } from "#lib/audit/command";
import { sharesOf } from "#lib/capacity/queries/shares";
import { openAccounts } from "#lib/capacity/queries/ledger";
import { latestCheckOf, listProducers, producerAccounts } from "#lib/capacity/queries/producer";
import { bodiesOfSite, certificatesEnding, issuersOfCertificates } from "#lib/certificates/queries";
import { submitInspectionReport } from "#lib/certificates/commands/report";
import { lodge } from "#lib/lodging/commands/combine";
import { assessDeclarations } from "./commands/assess.ts";
import { decide } from "./commands/decide.ts";
import { BOTTLE, CASE, NOON, SITE, exampleHouse, wineDeclaration, type ExampleHouse } from "#db/testing/exampleHouse";
import { consignmentPage } from "./queries/consignment.ts";
import { readingOf } from "./queries/reading.ts";
import { latestOfSite, latestOfSites, openCountsOf, waitingForNames } from "./queries/site.ts";

let test: TestDatabase;
let house: ExampleHouse;
let siteId: number;
let third: number;
const line = { no: 1, gtin: CASE, hsCode: "2204210000", site: SITE, quantity: { value: "7000", unit: "XCS" }, lots: ["L23"], vintage: 2023, originCountry: "FR" };
const later = (days: number) => new Date(NOON.getTime() + days * 86_400_000);

beforeAll(async () => {
  test = await testDatabase();
  house = await exampleHouse(test.db);
  await house.lodged("WINE-1", "10000");
  await house.lodged("WINE-2", "8000");
  third = await house.lodged("WINE-3", "0", { lines: [line] });
  const [site] = await test.owner`select site_id from site_identifiers where value = ${SITE}`;
  siteId = Number(site?.["site_id"]);
  await test.owner.begin(async (owner) => {
    await owner`set local app.scope = 'all'`;
    await owner`update capacity_certificates set recorded_at = '2024-02-01'`;
    await owner`update certificate_decisions set recorded_at = '2024-02-02'`;
  });
});
afterAll(() => test.close());

const page = (number: string, asOf?: Date) => reading(house.anna, "desk.read", (tx) => consignmentPage(tx, number, house.anna, { asOf }));
const read = <Result>(work: Parameters<typeof reading<Result>>[2]) => reading(house.anna, "capacity.read", work);

describe("a consignment's page", () => {
  it("shows the account it is charged to with every declaration that shares it, in order", async () => {
    const { head, capacity } = await page("WINE-3");
    expect(head).toMatchObject({ number: "WINE-3", lane: "red", importer: { code: "IMP1" }, office: { code: "2248" } });
    expect(capacity.accounts).toHaveLength(1);
    expect(capacity.accounts[0]).toMatchObject({
      state: "limited",
      unit: "XBO",
      limit: "18000",
      declared: "60000",
      excess: "42000",
      balance: "-42000",
      used: "3.3333",
      verdict: "exceeds",
      amount: "42000",
      lines: [1],
      known: true,
      siteName: "Château des Tests",
    });
    expect(capacity.accounts[0]?.shares.map((share) => [share.number, share.declared, share.quantity, share.after, share.verdict])).toEqual([
      ["WINE-1", { value: "10000", unit: "XBO" }, "10000", "10000", "within"],
      ["WINE-2", { value: "8000", unit: "XBO" }, "8000", "18000", "near"],
      ["WINE-3", { value: "7000", unit: "XCS" }, "42000", "60000", "exceeds"],
    ]);
    expect(capacity.certificates.map((one) => [one.number, one.issuer.code, one.decisions.map((decision) => decision.decision)])).toEqual([["CAP-WINE", "BODY", ["approve"]]]);
  });

  it("shows it as it was known before the declaration, and before any certificate was known", async () => {
    const before = (await page("WINE-3", new Date(NOON.getTime() - 1))).capacity.accounts[0];
    expect(before).toMatchObject({ known: true, limit: "18000", declared: "0", shares: [] });
    const first = (await page("WINE-3", new Date("2020-01-01T00:00:00Z"))).capacity.accounts[0];
    expect(first).toMatchObject({ known: false, state: "none", limit: null, declared: "0", shares: [] });
  });

  it("holds the documents side by side with what reports say of container and seals", async () => {
    await submitInspectionReport(
      house.inspector,
      {
        number: "PSI-1",
        kind: "pre-shipment",
        site: SITE,
        lots: [{ gtin: BOTTLE, lot: "L23", productionDate: "2023-10-14" }],
        quantity: { value: "12000", unit: "XBO" },
        container: "MSKU1234565",
        seals: ["S1", "S2"],
        results: {},
      },
      NOON,
    );
    const rows = (await page("WINE-3")).documents.lines[0]?.rows ?? [];
    const row = (matter: string) => rows.find((one) => one.matter === matter);
    expect(row("quantity")).toMatchObject({ agreement: "disagrees", declaration: { text: { en: "7,000 cases" } }, report: { text: { en: "12,000 bottles" }, against: true } });
    expect(row("container")?.report?.text.en).toBe("MSKU1234565");
    expect(row("seal")?.report?.text.zh).toBe("S1、S2");
    expect(row("production-date")).toMatchObject({ agreement: "agrees" });
  });

  it("tells revisions with what they changed, findings that stand and that were cleared, and everything done", async () => {
    await lodge(house.feed, { ...wineDeclaration("WINE-3", "0"), revision: 2, lines: [{ ...line, quantity: { value: "7000", unit: "XBO" } }] }, later(1));
    await assessDeclarations([third], "lodged", later(1));
    await decide(house.anna, { number: "WINE-3", decision: "hold", reason: "awaiting-information", note: "call the importer" }, later(2));
    const { history, capacity } = await page("WINE-3");
    expect(capacity.accounts[0]).toMatchObject({ declared: "25000", excess: "7000" });
    expect(history.revisions.map((one) => [one.revision, one.standing, one.changes])).toEqual([[2, true, [{ field: "quantity", line: 1, before: "7000 XCS", after: "7000 XBO" }]], [1, false, null]]);
    expect(history.findings.some((finding) => finding.rule === "volume-over-capacity")).toBe(true);
    expect(history.cleared.map((finding) => finding.wording.en)).toContain("60,000 bottles declared of 18,000 certified for this producer and vintage; this declaration exceeds it by 42,000.");
    expect(history.decisions[0]).toMatchObject({ decision: "hold", decidedByName: "anna", waits: false });
    expect(history.entries.map((entry) => entry.action)).toEqual(expect.arrayContaining(["declaration.lodge", "declaration.assess", "consignment.hold"]));
    expect(history.entries[0]).toMatchObject({ action: "consignment.hold", by: "anna", facts: { note: "call the importer" } });
  });

  it("as known on the day of lodging still shows what was declared then", async () => {
    expect((await page("WINE-3", NOON)).capacity.accounts[0]).toMatchObject({ declared: "60000", excess: "42000" });
  });

  it("stands on record as read, once an hour for each person", async () => {
    const now = new Date();
    const sitting = (actor: Actor, at: Date) => reading(actor, "desk.read", (tx) => readingOf(tx, actor, "WINE-2", at), (entry) => entry);
    expect(await sitting(house.anna, now)).toMatchObject({ action: "consignment.read", subject: { id: "WINE-2" } });
    expect(await sitting(house.anna, now)).toBeUndefined();
    expect(await sitting(house.ben, now)).toBeDefined();
    expect(await sitting(house.anna, new Date(now.getTime() + 61 * 60_000))).toBeDefined();
    expect(await sitting({ kind: "key", id: 5, name: "system", role: "customs_officer", organisation: house.anna.organisation }, now)).toBeUndefined();
    const { history } = await page("WINE-2");
    expect(history.entries.filter(({ action }) => action === "consignment.read").map(({ by }) => String(by)).toSorted()).toEqual(["anna", "anna", "ben"]);
  });

  it("is refused for no number, and pending for a declaration that is not assessed yet", async () => {
    await expect(page("NONE")).rejects.toMatchObject({ kind: "not-found", code: "unknown-consignment" });
    await lodge(house.feed, wineDeclaration("WINE-9", "1"), later(3));
    await expect(page("WINE-9")).rejects.toMatchObject({ kind: "not-found", code: "assessment-pending" });
  });
});

describe("shares of an account", () => {
  it("keep those of the declaration asked for", async () => {
    const [account] = await read((tx) => openAccounts(tx, [siteId]));
    const shares = account === undefined ? [] : await read((tx) => sharesOf(tx, account, { own: third }));
    expect(shares.map((share) => share.number)).toEqual(["WINE-1", "WINE-2", "WINE-3", "WINE-9"]);
  });
});

describe("a producer", () => {
  it("is listed by what is used of its capacity and found by its name and number", async () => {
    const { items } = await read((tx) => listProducers(tx, { limit: 10 }));
    expect(items[0]).toMatchObject({ site: { publicId: SITE }, verdict: "exceeds", used: expect.closeTo(1.3889, 3), questions: 0 });
    expect((await read((tx) => listProducers(tx, { q: "chateau des", limit: 10 }))).items).toHaveLength(1);
    expect((await read((tx) => listProducers(tx, { q: SITE.slice(0, 6), limit: 10 }))).items).toHaveLength(1);
    expect((await read((tx) => listProducers(tx, { q: "nobody", limit: 10 }))).items).toEqual([]);
  });

  it("is paged without gaps", async () => {
    const all = (await read((tx) => listProducers(tx, { limit: 50 }))).items.map((row) => row.site.id);
    const seen: number[] = [];
    for (let after: string | undefined, more = true; more; ) {
      const next = await read((tx) => listProducers(tx, { limit: 1, after }));
      seen.push(...next.items.map((row) => row.site.id));
      more = next.next !== null;
      after = next.next ?? undefined;
    }
    expect(seen).toEqual(all);
  });

  it("has its accounts with how they filled and by whom", async () => {
    const account = (await read((tx) => producerAccounts(tx, siteId))).find((one) => one.from === "2023-01-01");
    expect(account).toMatchObject({ limit: "18000", declared: "25001", verdict: "exceeds", months: [{ month: "2026-03", declared: "25001" }], importers: [{ code: "IMP1", quantity: "25001", lines: 4 }] });
    expect(account?.parts.map((part) => [part.from, part.to, part.state])).toEqual([["2023-01-01", "2024-01-01", "limited"]]);
  });

  it("has its inspection bodies, its consignments, and the certificates that end", async () => {
    expect(await read((tx) => bodiesOfSite(tx, siteId))).toMatchObject([{ nameEn: "BODY", revoked: 0, reports: 1 }]);
    expect(await read((tx) => issuersOfCertificates(tx))).toMatchObject([{ nameEn: "BODY" }]);
    expect((await read((tx) => certificatesEnding(tx, { from: "2024-01-01", to: "2024-02-01" }))).map((one) => one.number)).toEqual(["CAP-WINE"]);
    expect(await read((tx) => certificatesEnding(tx, { from: "2024-01-02", to: "2024-02-01" }))).toEqual([]);
    expect((await read((tx) => openCountsOf(tx, [siteId]))).get(siteId)).toBe(3);
    const latest = await read((tx) => latestOfSite(tx, siteId, 2));
    expect(latest).toHaveLength(2);
    expect(latest.toSorted((a, b) => b.lodgedAt.getTime() - a.lodgedAt.getTime())).toEqual(latest);
    expect(await read((tx) => latestOfSites(tx, [siteId, 0], 2))).toEqual(new Map([[siteId, latest]]));
    expect(await read((tx) => latestCheckOf(tx, siteId))).toBeUndefined();
    expect(await read((tx) => waitingForNames(tx, ["nobody"]))).toEqual(new Map());
  });
});
