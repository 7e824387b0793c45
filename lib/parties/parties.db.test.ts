import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testDatabase } from "#db/testing";
import type { TestDatabase } from "#db/testing";
import type { Actor } from "#lib/access/actor";
import type { Role } from "#lib/access/permission";
import { reading } from "#lib/audit/command";
import { ensureOffices } from "./commands/office.ts";
import { ensureImporters, ensureOrganisation } from "./commands/organisation.ts";
import { putProduct } from "./commands/product.ts";
import { answerSiteQuestion, askSiteQuestions } from "./commands/question.ts";
import { putSite } from "./commands/site.ts";
import { listProducts, listSites, openQuestionCount, openSiteQuestions, productsWithPacking, resolveSites, siteByPublicId, sitesWithLinesOf } from "./queries.ts";

const BOTTLE = "03012345000024";
const CASE = "13012345000021";
const PALLET = "23012345000028";
const OTHER = "03012345000031";
const SYSTEM: Actor = { kind: "system", name: "test" };
const actor = (role: Role): Actor => ({ kind: "key", id: 1, name: role, role, organisation: 1 });
const feed = actor("feed");
const officer = actor("customs_officer");
const wine = { name: { en: "Red wine", zh: "红葡萄酒" }, hsCode: "2204210000", category: "wine", netContent: { value: "750", unit: "MLT" } };
const winery = { name: "Château Exemple", country: "FR", kind: "winery" };

let house: TestDatabase;
beforeAll(async () => {
  house = await testDatabase();
});
afterAll(() => house.close());

const read = <T>(work: Parameters<typeof reading<T>>[2]) => reading(officer, "master-data.read", work);
const jobs = async (task: string) =>
  (await house.owner`select key, payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where identifier = ${task}`).map(
    (row) => row["payload"] as unknown,
  );

describe("products", () => {
  test("are created, replaced and counted up", async () => {
    expect(await putProduct(feed, { ...wine, gtin: "3012345000024" })).toMatchObject({ created: true, version: 1, record: { gtin: BOTTLE, netBase: 750n } });
    expect(await putProduct(feed, { ...wine, gtin: BOTTLE, category: "Still-Wine" })).toMatchObject({ created: false, version: 2, record: { category: "still-wine" } });
    expect(await putProduct(feed, { ...wine, gtin: BOTTLE, expectedVersion: 2 })).toMatchObject({ version: 3 });
    expect(await putProduct(feed, { ...wine, gtin: BOTTLE })).toMatchObject({ created: false, version: 3 });
  });

  test("are not overwritten by a writer who has seen another version", async () => {
    await expect(putProduct(feed, { ...wine, gtin: BOTTLE, expectedVersion: 1 })).rejects.toMatchObject({ kind: "precondition", code: "changed-meanwhile" });
    await expect(putProduct(feed, { ...wine, gtin: OTHER, expectedVersion: 1 })).rejects.toMatchObject({ kind: "precondition", code: "changed-meanwhile" });
  });

  test("are refused to whoever may not write them, and leave no trace", async () => {
    await expect(putProduct(actor("partner"), { ...wine, gtin: OTHER })).rejects.toMatchObject({ kind: "forbidden", code: "not-permitted" });
    expect((await read((tx) => productsWithPacking(tx, [OTHER]))).size).toBe(0);
  });

  test("hold only products that are recorded, and never themselves", async () => {
    const unknown = putProduct(feed, { ...wine, gtin: CASE, contains: { gtin: OTHER, quantity: 6 } });
    await expect(unknown).rejects.toMatchObject({ kind: "unprocessable", code: "unknown-product", errors: [{ pointer: "/contains/gtin" }] });
    await putProduct(feed, { ...wine, gtin: CASE, contains: { gtin: BOTTLE, quantity: 6 } });
    await putProduct(feed, { ...wine, gtin: PALLET, contains: { gtin: CASE, quantity: 60 } });
    const circle = putProduct(feed, { ...wine, gtin: BOTTLE, contains: { gtin: PALLET, quantity: 1 } });
    await expect(circle).rejects.toMatchObject({ kind: "unprocessable", code: "packing-cycle" });
  });

  test("two at once cannot hold each other", async () => {
    const [a, b] = ["03012345000048", "03012345000055"] as const;
    await putProduct(feed, { ...wine, gtin: a });
    await putProduct(feed, { ...wine, gtin: b });
    const outcomes = await Promise.allSettled([putProduct(feed, { ...wine, gtin: a, contains: { gtin: b, quantity: 2 } }), putProduct(feed, { ...wine, gtin: b, contains: { gtin: a, quantity: 2 } })]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  test("are read with everything they contain", async () => {
    const found = await read((tx) => productsWithPacking(tx, [PALLET, "00000000000000"]));
    expect([...found.keys()].toSorted()).toEqual([BOTTLE, CASE, PALLET]);
    expect(await read((tx) => productsWithPacking(tx, []))).toEqual(new Map());
  });

  test("are listed page by page", async () => {
    const first = await read((tx) => listProducts(tx, { limit: 2 }));
    const second = await read((tx) => listProducts(tx, { limit: 200, after: first.next ?? "" }));
    expect(first.items).toHaveLength(2);
    expect(second.next).toBeNull();
    expect(new Set([...first.items, ...second.items].map(({ gtin }) => gtin)).size).toBe(first.items.length + second.items.length);
    expect((await read((tx) => listProducts(tx, { q: "RED w", limit: 1 }))).items).toHaveLength(1);
    expect((await read((tx) => listProducts(tx, { q: "100%", limit: 1 }))).items).toHaveLength(0);
  });
});

describe("a packing that changes after lines were lodged", () => {
  let siteId: number;
  beforeAll(async () => {
    siteId = (await putSite(feed, { ...winery, id: "LEDGER-1", name: "Ledger" })).record.id;
    await house.owner.begin(async (tx) => {
      await tx`select set_config('app.scope', 'all', true)`;
      await tx`insert into declaration_lines (site_id, declaration_id, no, revision, gtin, hs_code, category, declared_site, quantity_value, quantity_unit, lots, produced_from, produced_to, produced_basis, origin_country, importer_id, lodger_organisation_id, office_code, effect, standing, verdict, lodged_at, declared_at)
        values (${siteId}, 1, 1, 1, ${PALLET}, '220421', 'wine', 'LEDGER-1', '1', 'XPX', '{}', '2023-01-01', '2024-01-01', 'vintage', 'FR', 77, 78, '2248', 'counts', true, 'within', now(), '')`;
    });
  });
  const version = async () => Number((await house.owner`select certificates_version as version from site_ledgers where site_id = ${siteId}`)[0]?.["version"] ?? 0);

  test("marks the sites with lines of the packs that hold it, whoever lodged them", async () => {
    await putProduct(feed, { ...wine, gtin: CASE, contains: { gtin: BOTTLE, quantity: 12 } });
    expect(await version()).toBe(1);
    expect(await jobs("rejudge-site")).toEqual([{ siteId }]);
  });

  test("a new net content does so too; a new name alone does not", async () => {
    await putProduct(feed, { ...wine, gtin: BOTTLE, netContent: { value: "1.5", unit: "LTR" } });
    expect(await version()).toBe(2);
    await putProduct(feed, { ...wine, gtin: BOTTLE, name: { en: "Magnum", zh: "大瓶" }, netContent: { value: "1.5", unit: "LTR" } });
    expect(await version()).toBe(2);
  });

  test("the writer's own scope holds again afterwards", async () => {
    const seen = await house.db.transaction(async (tx) => {
      await tx.execute(sql`select set_config('app.scope', 'organisation', true), set_config('app.organisation', '1', true)`);
      const sites = await sitesWithLinesOf(tx, [PALLET]);
      const rows = await tx.execute(sql`select 1 from declaration_lines`);
      return { sites, rows: rows.length };
    });
    expect(seen).toEqual({ sites: [siteId], rows: 0 });
  });
});

describe("sites", () => {
  const GLN = "3012345000017";

  test("are known by every number and spelling, the one in the address and the name among them", async () => {
    const put = await putSite(feed, { ...winery, id: GLN, identifiers: ["fr 33 001"], aliases: ["Ch. Exemple"], location: { lat: 44.8, lon: -0.6 } });
    expect(put).toMatchObject({ created: true, version: 1, record: { publicId: GLN, latitude: 44.8 } });
    const found = await read((tx) => resolveSites(tx, [GLN, " FR 33  001 ", "CHATEAU EXEMPLE SAS", "ch exemple", "Nowhere", "***"]));
    expect([...found.values()].map(({ kind }) => kind)).toEqual(["site", "site", "site", "site", "unknown", "unknown"]);
  });

  test("are replaced whole through any of their numbers", async () => {
    const put = await putSite(feed, { ...winery, id: "FR 33 001", name: "Château Exemple Nord", identifiers: [GLN], expectedVersion: 1 });
    expect(put).toMatchObject({ created: false, version: 2 });
    const record = await read((tx) => siteByPublicId(tx, GLN));
    expect(record?.aliases).toEqual(["Château Exemple Nord"]);
    expect((await read((tx) => resolveSites(tx, ["Ch. Exemple"]))).get("Ch. Exemple")).toEqual({ kind: "unknown" });
  });

  test("never share a number", async () => {
    const taken = putSite(feed, { ...winery, id: "FR 33 002", identifiers: ["FR 33 003", GLN] });
    await expect(taken).rejects.toMatchObject({ kind: "conflict", code: "identifier-taken", errors: [{ pointer: "/identifiers/1" }] });
    expect(await read((tx) => siteByPublicId(tx, "FR 33 002"))).toBeUndefined();
  });

  test("two at once cannot take one number", async () => {
    const outcomes = await Promise.allSettled(["A-1", "A-2"].map((id) => putSite(feed, { ...winery, name: id, id, identifiers: ["SHARED"] })));
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  test("are refused to whoever may not write them, and to a writer of an older version", async () => {
    await expect(putSite(actor("inspector"), { ...winery, id: "X-1" })).rejects.toMatchObject({ code: "not-permitted" });
    await expect(putSite(feed, { ...winery, id: GLN, expectedVersion: 1 })).rejects.toMatchObject({ kind: "precondition", code: "changed-meanwhile" });
  });

  test("are listed by name and found by a part of any spelling or the beginning of a number", async () => {
    const all = await read((tx) => listSites(tx, { limit: 100 }));
    const pages: string[] = [];
    for (let after: string | undefined; ; ) {
      const page = await read((tx) => listSites(tx, { limit: 1, after }));
      pages.push(...page.items.map(({ publicId }) => publicId));
      if (page.next === null) break;
      after = page.next;
    }
    expect(pages).toEqual(all.items.map(({ publicId }) => publicId));
    expect((await read((tx) => listSites(tx, { q: "emple no", limit: 10 }))).items.map(({ publicId }) => publicId)).toEqual([GLN]);
    expect((await read((tx) => listSites(tx, { q: "fr 33", limit: 10 }))).items.map(({ publicId }) => publicId)).toEqual([GLN]);
  });
});

describe("a name that could be two sites", () => {
  const resolve = async (name: string) => (await read((tx) => resolveSites(tx, [name]))).get(name);
  const ids: number[] = [];
  beforeAll(async () => {
    for (const id of ["TWIN-1", "TWIN-2"]) ids.push((await putSite(feed, { ...winery, id, name: "Domaine Double" })).record.id);
  });

  test("is a question, asked once however it is spelled", async () => {
    expect(await resolve("Domaine Double")).toMatchObject({ kind: "question", questionId: null });
    const asked = [{ name: "Domaine Double", candidates: ids }, { name: "DOMAINE-DOUBLE SARL", candidates: ids }];
    await house.db.transaction((tx) => askSiteQuestions(tx, asked));
    await house.db.transaction((tx) => askSiteQuestions(tx, asked));
    const questions = await read((tx) => openSiteQuestions(tx));
    expect(questions).toHaveLength(1);
    expect(await read((tx) => Promise.all([openQuestionCount(tx), ...[...ids, 999].map((id) => openQuestionCount(tx, id))]))).toEqual([1, 1, 1, 0]);
    expect(questions[0]?.candidates.map(({ publicId }) => publicId)).toEqual(["TWIN-1", "TWIN-2"]);
    expect(await resolve("domaine double")).toMatchObject({ kind: "question", questionId: questions[0]?.id });
  });

  test("is answered by who may, with a candidate, and once", async () => {
    const questionId = (await read((tx) => openSiteQuestions(tx)))[0]?.id ?? 0;
    const [first = 0, second = 0] = ids;
    await expect(answerSiteQuestion(actor("partner"), { questionId, siteId: second })).rejects.toMatchObject({ code: "not-permitted" });
    await expect(answerSiteQuestion(officer, { questionId: 999, siteId: second })).rejects.toMatchObject({ kind: "not-found", code: "unknown-question" });
    await expect(answerSiteQuestion(officer, { questionId, siteId: 999 })).rejects.toMatchObject({ kind: "unprocessable", code: "not-a-candidate" });
    const outcomes = await Promise.allSettled([first, second].map((siteId) => answerSiteQuestion(officer, { questionId, siteId })));
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(outcomes.find(({ status }) => status === "rejected")).toMatchObject({ reason: { kind: "conflict", code: "already-answered" } });
    expect(await resolve("Domaine Double")).toMatchObject({ kind: "site" });
    expect(await jobs("settle-site-question")).toEqual([{ questionId }]);
    expect(await read(async (tx) => [await openSiteQuestions(tx), await openQuestionCount(tx, first)])).toEqual([[], 0]);
  });
});

describe("who and what is first seen on a declaration", () => {
  const write = <T>(work: Parameters<typeof house.db.transaction<T>>[0]) => house.db.transaction(work);

  test("an importer is taken in unverified, and a known one keeps its name", async () => {
    const first = await write((tx) => ensureImporters(tx, [{ id: "IMP1", name: "上海一号" }, { id: "IMP2", name: "Two" }]));
    const again = await write((tx) => ensureImporters(tx, [{ id: "IMP1", name: "Another name" }]));
    expect(first.get("IMP1")).toMatchObject({ nameZh: "上海一号", kind: "importer", verified: false });
    expect(again.get("IMP1")).toEqual(first.get("IMP1"));
    expect(await write((tx) => ensureImporters(tx, []))).toEqual(new Map());
  });

  test("two declarations at once take in one importer", async () => {
    const both = await Promise.all([1, 2].map(() => write((tx) => ensureOrganisation(tx, { code: "RACE", name: "Race", kind: "importer" }))));
    expect(both[0]?.id).toBe(both[1]?.id);
  });

  test("an office of the customs table has its names, another is unverified under its code", async () => {
    const offices = await write((tx) => ensureOffices(tx, ["2200", "XXNEW"]));
    expect(offices.get("2200")).toMatchObject({ verified: true });
    expect(offices.get("XXNEW")).toMatchObject({ nameEn: "XXNEW", nameZh: "XXNEW", verified: false });
  });
});

test("every change has its entry", async () => {
  const rows = await house.owner<{ action: string }[]>`select distinct action from audit_entries order by action`;
  expect(rows.map(({ action }) => action)).toEqual(["product.put", "product.repeat", "site.answer-question", "site.put"]);
  expect(await putProduct(SYSTEM, { ...wine, gtin: OTHER })).toMatchObject({ created: true });
});
