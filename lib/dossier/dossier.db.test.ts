import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditEntries } from "#db/schema/audit";
import { testDatabase, type TestDatabase } from "#db/testing";
import type { Actor } from "#lib/access/actor";
import { reading } from "#lib/audit/command";
import { confirmClosing, proposeClosing } from "#lib/cases/commands/close";
import { openCase } from "#lib/cases/commands/open";
import { addFact, addNote } from "#lib/cases/commands/record";
import { addTask, completeTask } from "#lib/cases/commands/task";
import { casePage, readCase } from "#lib/cases/queries/cases";
import { reportExamination } from "#lib/inspections/commands";
import { examinationsOf } from "#lib/inspections/queries";
import { decide } from "#lib/triage/commands/decide";
import { CASE, exampleHouse, NOON, SITE, type ExampleHouse } from "#db/testing/exampleHouse";
import { exportDossier } from "./commands/export.ts";
import { makeDossier } from "./commands/make.ts";
import { caseRecord } from "./queries/record.ts";

const SYSTEM: Actor = { kind: "system", name: "test" };
let test: TestDatabase;
let house: ExampleHouse;
let number: string;

beforeAll(async () => {
  test = await testDatabase();
  house = await exampleHouse(test.db);
  await house.lodged("223320261000000010", "10000", { importer: { id: "IMP2", name: "北方酒业有限公司" } });
  await house.lodged("223320261000000020", "8000", { office: "5304", importer: { id: "IMP3", name: "Pearl River Wines" } });
  const third = await house.lodged("223320261000000030", "1", {
    lines: [{ no: 1, gtin: CASE, hsCode: "2204210000", site: SITE, quantity: { value: "7000", unit: "XCS" }, lots: ["L23-07"], vintage: 2023, originCountry: "FR" }],
  });
  await decide(
    house.anna,
    {
      number: "223320261000000030",
      decision: "order-examination",
      reason: "capacity-exceeded",
      note: "Labels and lots.",
      examination: { kind: "physical", instructions: "Open twelve cases; compare lots." },
    },
    NOON,
  );
  const [examination] = await reading(SYSTEM, "desk.read", (tx) => examinationsOf(tx, third));
  await reportExamination(house.ben, { id: examination?.id, result: "discrepancy", note: "Lot L23-09 on the bottles." }, NOON);
  number = (await openCase(house.anna, { title: "The 2023 wine of Château des Tests", allegation: "60,000 bottles were declared of 18,000 certified.", consignments: ["223320261000000030"] }, NOON)).number;
  await addFact(house.mei, { number, statement: "The third declaration crosses the certified capacity.", exhibit: 1 }, NOON);
  await addNote(house.mei, { number, text: "The importer says that it is of two vintages.\n进口商称该批酒为两个年份。" }, NOON);
  const { id } = await addTask(house.mei, { number, title: "Ask the body for its audit", dueOn: "2026-03-09" }, NOON);
  await completeTask(house.mei, { number, task: id }, NOON);
});
afterAll(() => test.close());

describe("the record a dossier is composed of", () => {
  it("has the account with all that share it, the certificate on both clocks, decisions, examinations and every source once", async () => {
    const record = await reading(house.mei, "case.read", async (tx) => {
      const page = await casePage(tx, number);
      return page === undefined ? undefined : caseRecord(tx, page);
    });
    expect(
      record?.accounts.map(({ reading: { limit, declared, excess, verdict }, shares }) => ({ limit, declared, excess, verdict, shares: shares.map((share) => share.quantity) })),
    ).toEqual([{ limit: "18000", declared: "60000", excess: "42000", verdict: "exceeds", shares: ["10000", "8000", "42000"] }]);
    expect(record?.certificates).toMatchObject([{ number: "CAP-WINE", issuer: { code: "BODY" }, decisions: [{ decision: "approve", effective: "2023-01-01" }] }]);
    expect(record?.examinations).toMatchObject([{ result: "discrepancy", reportedByName: "ben" }]);
    expect(record?.findings.map((finding) => finding.wording.en)).toContain("60,000 bottles declared of 18,000 certified for this producer and vintage; this declaration exceeds it by 42,000.");
    expect(record?.parties.map((party) => party.role)).toEqual(["importer", "producer", "inspection-body"]);
    const kinds = record?.sources.map((source) => source.kind) ?? [];
    expect(new Set(kinds)).toEqual(new Set(["declaration", "certificate", "finding", "decision", "account", "examination", "note", "task", "case", "audit-trail"]));
    expect(record?.notes).toMatchObject([{ text: "The importer says that it is of two vintages.\n进口商称该批酒为两个年份。", byName: "mei" }]);
    expect(record?.tasks).toMatchObject([{ title: "Ask the body for its audit", dueOn: "2026-03-09", done: true, doneByName: "mei" }]);
    expect(record?.sources.filter((source) => source.kind === "declaration").map((source) => source.reference)).toEqual(["223320261000000030/1", "223320261000000010/1", "223320261000000020/1"]);
    for (const source of record?.sources ?? []) expect(createHash("sha256").update(source.text).digest("hex")).toBe(source.sha256);
    for (const source of record?.sources ?? []) for (const exhibit of source.exhibits) expect(exhibit.sha256).toBe(source.sha256);
  });
});

describe("making a dossier", () => {
  it("keeps the file with its hash, writes the audit entry, and hands out those very bytes, which is an entry too", async () => {
    const made = await makeDossier(house.mei, { number }, NOON);
    expect(made).toMatchObject({ number: `${number}/D1`, sources: expect.any(Number) });
    const exported = await exportDossier(house.anna, { id: made.id }, NOON);
    expect(createHash("sha256").update(exported.bytes).digest("hex")).toBe(made.sha256);
    expect(exported.name).toBe(`${number}-D1.pdf`);
    expect(await makeDossier(house.sun, { number }, NOON)).toMatchObject({ number: `${number}/D2` });
    expect((await readCase(house.mei, number)).dossiers).toMatchObject([{ madeByName: "sun" }, { madeByName: "mei", sha256: made.sha256, pages: made.pages }]);
    const entries = await test.db.select().from(auditEntries).where(eq(auditEntries.subjectId, number));
    expect(entries.map((entry) => `${entry.actorName} ${entry.action}`)).toEqual(expect.arrayContaining(["mei dossier.make", "anna dossier.export", "sun dossier.make"]));
  });

  it("is allowed of a closed case, too", async () => {
    const { number: other } = await openCase(house.anna, { title: "Closed", allegation: "x", consignments: ["223320261000000010"] }, NOON);
    await proposeClosing(house.mei, { number: other, outcome: "no-violation", note: "Within." }, NOON);
    await confirmClosing(house.moe, { number: other }, NOON);
    expect(await makeDossier(house.mei, { number: other }, NOON)).toMatchObject({ number: `${other}/D1` });
  });

  it("is refused for those who may not, for keys, and for a case that is not there", async () => {
    await expect(makeDossier(house.anna, { number }, NOON)).rejects.toMatchObject({ kind: "forbidden", code: "not-permitted" });
    await expect(makeDossier({ kind: "key", id: 5, name: "k", role: "supervisor", organisation: 1 }, { number }, NOON)).rejects.toMatchObject({ code: "people-only" });
    await expect(makeDossier(house.mei, { number: "C-1" }, NOON)).rejects.toMatchObject({ kind: "not-found", code: "unknown-case" });
  });

  it("is handed out to nobody who may not read cases, and what is not there is not found", async () => {
    await expect(exportDossier(house.inspector, { id: 1 }, NOON)).rejects.toMatchObject({ kind: "forbidden", code: "not-permitted" });
    await expect(exportDossier(house.anna, { id: 999_999 }, NOON)).rejects.toMatchObject({ kind: "not-found", code: "unknown-dossier" });
  });
});
