import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testDatabase } from "#db/testing";
import type { TestDatabase } from "#db/testing";
import { BOTTLE, SITE, exampleHouse } from "../../db/testing/exampleHouse.ts";
import type { ExampleHouse } from "../../db/testing/exampleHouse.ts";
import type { Actor } from "#lib/access/actor";
import type { Refusal } from "#lib/access/refusal";
import { reading } from "#lib/audit/command";
import { ensureOrganisation } from "#lib/parties/commands/organisation";
import type { Mapping } from "#lib/feeds/mapping";
import { assessDeclarations } from "#lib/triage/commands/assess";
import { answerGoods, repeatRefused } from "./commands/import-again.ts";
import { receiveImport, receiveReports, startImport } from "./commands/import-receive.ts";
import { IMPORT_BLOCK, takeImport } from "./commands/import-take.ts";
import { saveMapping } from "./commands/mapping.ts";
import { takeImportJob } from "./jobs.ts";

const column = (name: string) => ({ column: name });
const MAPPING: Mapping = {
  columns: {
    number: column("海关编号"), lodgedAt: { constant: "2026-03-02" }, office: { constant: "2248" }, tradeMode: { constant: "0110" }, importerId: { constant: "IMP1" }, importerName: { constant: "上海示例" },
    gtin: column("条码"), hsCode: { constant: "2204210000" }, site: column("生产单位"), quantity: column("数量"), unit: column("单位"), vintage: { constant: "2023" }, originCountry: { constant: "法国" },
  },
  dates: "unambiguous", numbers: "plain", fullWidth: "refuse", words: {}, offset: "+08:00",
};
const bytes = (text: string) => new TextEncoder().encode(text);
const csv = (...rows: readonly string[]) => bytes(["海关编号,条码,生产单位,数量,单位", ...rows].join("\n"));

let database: TestDatabase;
let house: ExampleHouse;
let partner: Actor;
let other: Actor;

beforeAll(async () => {
  database = await testDatabase();
  house = await exampleHouse(database.db);
  const organisation = (code: string) => database.db.transaction(async (tx) => (await ensureOrganisation(tx, { code, name: code, kind: "importer" })).id);
  partner = { kind: "person", id: 90, login: "harbour", name: "Harbour", role: "partner", organisation: await organisation("HARBOUR"), office: null, locale: "en" };
  other = { kind: "key", id: 91, name: "other", role: "partner", organisation: await organisation("OTHER") };
  await saveMapping(partner, { name: "wine", mapping: MAPPING, header: [] });
});
afterAll(() => database.close());

const receive = async (content: Uint8Array, input: Record<string, unknown> = {}, actor = partner) => (await receiveImport(actor, { bytes: content, fileName: "a.csv", mapping: "wine", ...input })).id;
const seen = (query: SQL) => reading({ kind: "system", name: "test" }, "system.run", async (tx) => (await tx.execute(query)).map((row) => ({ ...row })));
const rowsOf = (id: number) => seen(sql`select no, number, state, revision, answers, problems from import_rows where import_id = ${id} order by no`);
const importOf = async (id: number) => (await seen(sql`select state, records, taken, repeated, refused, content is null as dropped, mapping_name, mapping_version from imports where id = ${id}`))[0];
const codeOf = (work: Promise<unknown>) => work.then(() => "no refusal", (error: Refusal) => error.code);
const standing = async (number: string) => (await seen(sql`select revision, status, trade_mode from declarations where number = ${number}`))[0];
const jobs = async () => (await database.owner`select task_identifier as task from graphile_worker.jobs where task_identifier = 'take-import'`).length;

describe("a table of declarations", () => {
  test("is queued, taken in row by row, and answered with each line's verdict", async () => {
    const before = await jobs();
    const id = await receive(csv(`I-1,${BOTTLE},${SITE},10000,瓶`, `I-1,${BOTTLE},${SITE},2000,瓶`, `I-2,${BOTTLE},${SITE},9000,瓶`, `I-3,${BOTTLE},Nowhere,1,瓶`, `I-4,${BOTTLE},${SITE},60.000,瓶`));
    expect([await jobs(), await importOf(id)]).toMatchObject([before + 1, { state: "waiting", records: null, mapping_name: "wine", mapping_version: 1 }]);
    await takeImportJob({ id });
    expect(await importOf(id)).toMatchObject({ state: "done", records: 4, taken: 2, repeated: 0, refused: 2 });
    expect(await rowsOf(id)).toMatchObject([
      { number: "I-1", state: "taken", revision: 1, answers: [{ no: 1, verdict: "within" }, { no: 2, verdict: "within" }] },
      { number: "I-2", state: "taken", answers: [{ no: 1, verdict: "exceeds", limit: "18000", declaredAfter: "21000", excess: "3000", unit: "XBO" }] },
      { number: "I-3", state: "refused", problems: [{ pointer: "/rows/5/生产单位", code: "unknown-site" }] },
      { number: "I-4", state: "refused", problems: [{ pointer: "/rows/6/数量", code: "ambiguous-separator" }] },
    ]);
  });

  test("sent again is the same: the same answers, nothing lodged twice", async () => {
    const first = csv(`J-1,${BOTTLE},${SITE},10,瓶`, `J-2,${BOTTLE},${SITE},20,瓶`);
    const [one, two] = [await receive(first), await receive(first)];
    await takeImport(one);
    await takeImport(two);
    expect(await importOf(two)).toMatchObject({ taken: 0, repeated: 2, refused: 0 });
    expect((await rowsOf(two)).map(({ answers }) => answers)).toEqual((await rowsOf(one)).map(({ answers }) => answers));
    expect(await standing("J-1")).toMatchObject({ revision: 1 });
  });

  test("corrected and sent again makes the next revision of what changed, and of nothing else", async () => {
    await takeImport(await receive(csv(`K-1,${BOTTLE},${SITE},10,瓶`, `K-2,${BOTTLE},${SITE},20,瓶`)));
    const id = await receive(csv(`K-1,${BOTTLE},${SITE},10,瓶`, `K-2,${BOTTLE},${SITE},21,瓶`));
    await takeImport(id);
    expect(await rowsOf(id)).toMatchObject([{ state: "repeated", revision: 1 }, { state: "taken", revision: 2 }]);
    const old = await receive(csv(`K-2,${BOTTLE},${SITE},20,瓶`));
    await takeImport(old);
    expect([await rowsOf(old), await standing("K-2")]).toMatchObject([[{ state: "repeated", revision: 1 }], { revision: 2 }]);
  });

  test("goes on at the first row without an answer when its turn was cut short", async () => {
    const id = await receive(csv(...Array.from({ length: IMPORT_BLOCK + 10 }, (_, at) => `L-${at},${BOTTLE},${SITE},1,瓶`)));
    await takeImport(id, 1);
    expect(await importOf(id)).toMatchObject({ state: "running", records: IMPORT_BLOCK + 10, taken: IMPORT_BLOCK });
    await seen(sql`update import_rows set state = 'waiting' where import_id = ${id} and no > ${IMPORT_BLOCK - 5} and no <= ${IMPORT_BLOCK}`);
    await seen(sql`update imports set taken = taken - 5 where id = ${id}`);
    await takeImport(id);
    expect(await importOf(id)).toMatchObject({ state: "done", taken: IMPORT_BLOCK + 5, repeated: 5, refused: 0 });
    expect(await seen(sql`select count(*)::int as declarations from declarations where number like 'L-%'`)).toMatchObject([{ declarations: IMPORT_BLOCK + 10 }]);
    await takeImport(id);
    expect(await importOf(id)).toMatchObject({ state: "done", taken: IMPORT_BLOCK + 5 });
  });

  test("goes on after its worker was killed, and lodges nothing twice", async () => {
    const total = 20 * IMPORT_BLOCK;
    const id = await receive(csv(...Array.from({ length: total }, (_, at) => `KILL-${at},${BOTTLE},${SITE},1,瓶`)));
    const script = `const { takeImport } = await import(${JSON.stringify(new URL("./commands/import-take.ts", import.meta.url).href)}); await takeImport(${id});`;
    const worker = spawn(process.execPath, ["--input-type=module", "-e", script], { env: { ...process.env, TALLYHOUSE_DB_OWNER: database.urls.owner, TALLYHOUSE_DB_APP: database.urls.app }, stdio: "ignore" });
    const gone = new Promise((resolve) => void worker.once("exit", resolve));
    await expect.poll(async () => (await importOf(id))?.["taken"], { timeout: 20_000, interval: 5 }).toBeGreaterThan(0);
    worker.kill("SIGKILL");
    await gone;
    const cut = await importOf(id);
    expect(cut).toMatchObject({ state: "running" });
    expect(Number(cut?.["taken"])).toBeLessThan(total);
    await takeImport(id);
    const over = await importOf(id);
    expect(over).toMatchObject({ state: "done", refused: 0 });
    expect(Number(over?.["taken"]) + Number(over?.["repeated"])).toBe(total);
    expect(
      await seen(
        sql`select count(distinct declarations.id)::int as declarations, count(*)::int as lines, max(declarations.revision) as revision from declarations join declaration_lines on declaration_id = declarations.id where number like 'KILL-%'`,
      ),
    ).toEqual([{ declarations: total, lines: total, revision: 1 }]);
  });

  test("whose columns are not there ends with what is missing, and lodges nothing", async () => {
    const id = await receive(bytes("海关编号,条码\nM-1,1"));
    await takeImport(id);
    expect(await importOf(id)).toMatchObject({ state: "failed", records: 0 });
  });

  test("names goods in its own words: told once what they are, they are known for ever", async () => {
    const { gtin: _gtin, site: _site, ...columns } = MAPPING.columns;
    await saveMapping(partner, { name: "by name", mapping: { ...MAPPING, columns: { ...columns, goods: column("品名"), site: column("生产单位") } }, header: [] });
    const content = bytes(`海关编号,品名,生产单位,数量,单位\nN-1,Château Exemple 红,${SITE},5,瓶`);
    const id = await receive(content, { mapping: "by name" });
    await takeImport(id);
    expect(await rowsOf(id)).toMatchObject([{ state: "refused", problems: [{ code: "goods-not-identified", detail: "Château Exemple 红" }] }]);
    expect(await codeOf(answerGoods(partner, { id, goods: "Château Exemple 红", gtin: "03012345999997" }))).toMatch(/unknown-product|invalid-input/);
    expect(await answerGoods(partner, { id, goods: "Château Exemple 红", gtin: BOTTLE })).toEqual({ again: 1 });
    await takeImport(id);
    expect([await rowsOf(id), await importOf(id)]).toMatchObject([[{ state: "taken", answers: [{ no: 1 }] }], { state: "done", taken: 1, refused: 0 }]);
    const later = await receive(bytes(`海关编号,品名,生产单位,数量,单位\nN-2,chateau exemple 红,${SITE},5,瓶`), { mapping: "by name" });
    await takeImport(later);
    expect(await importOf(later)).toMatchObject({ taken: 1 });
  });
});

describe("a mapping", () => {
  test("is kept by name, and as a new version only where it says something else", async () => {
    const saved = async (change: Partial<Mapping>) => (await saveMapping(partner, { name: "versions", mapping: { ...MAPPING, ...change }, header: ["a"] })).version;
    expect([await saved({}), await saved({}), await saved({ dates: "day-first" })]).toEqual([1, 1, 2]);
  });

  test("goes with the import that was looked at and started", async () => {
    const id = await receive(csv(`O-1,${BOTTLE},${SITE},1,瓶`), { start: false, mapping: undefined });
    expect(await importOf(id)).toMatchObject({ state: "draft" });
    await takeImport(id);
    expect(await importOf(id)).toMatchObject({ state: "draft" });
    await startImport(partner, { id, mapping: { ...MAPPING, numbers: "comma-thousands" }, name: "looked at" });
    await takeImport(id);
    expect(await importOf(id)).toMatchObject({ state: "done", taken: 1, mapping_name: "looked at", mapping_version: 1 });
    expect(await codeOf(startImport(partner, { id }))).toBe("import-started");
  });
});

describe("messages of the single window and of cross-border trade", () => {
  const sample = (format: string) => readFileSync(new URL(`../feeds/formats/${format}/sample.xml`, import.meta.url), "utf8").replaceAll("3012345000031", BOTTLE);

  test("a declaration of the single window is lodged with its legal quantity where its unit says nothing", async () => {
    const xml = sample("single-window").replace(/<GName>示例酒庄干红<\/GName>/, `$&<GModel>750毫升|${BOTTLE}</GModel>`).replaceAll("Chateau Exemple", SITE);
    const id = await receive(bytes(xml), { fileName: "dec.xml", mapping: undefined });
    await takeImport(id);
    expect(await rowsOf(id)).toMatchObject([{ number: "222420261000000201", state: "taken", answers: [{ no: 1 }, { no: 2 }], problems: [{ code: "legal-quantity-taken" }, { code: "price-not-taken" }] }]);
  });

  test("a list asks which site made its goods, then is lodged; a return takes back; the file, which names persons, is gone", async () => {
    const list = sample("cross-border");
    const id = await receive(bytes(list), { fileName: "621.xml", mapping: undefined });
    await takeImport(id);
    expect([await rowsOf(id), await importOf(id)]).toMatchObject([[{ state: "refused", problems: [{ code: "goods-without-site", detail: "WINE-750" }] }], { dropped: true }]);
    await answerGoods(partner, { id, goods: "WINE-750", site: SITE });
    await takeImport(id);
    expect(await rowsOf(id)).toMatchObject([{ number: "224820261000000301", state: "taken", answers: [{ no: 1 }] }]);

    const refund = (invtNo: string) =>
      bytes(
        `<CEB625Message guid="g" version="1.0"><InvtRefund><InvtRefundHead><copNo>C-9</copNo><invtNo>${invtNo}</invtNo><customsCode>2248</customsCode><appTime>20260310100000</appTime></InvtRefundHead><InvtRefundList><gnum>1</gnum><qty>2</qty><unit>142</unit></InvtRefundList></InvtRefund></CEB625Message>`,
      );
    const unknown = await receive(refund("999"), { mapping: undefined });
    await takeImport(unknown);
    expect(await rowsOf(unknown)).toMatchObject([{ state: "refused", problems: [{ code: "list-not-known" }] }]);
    const back = await receive(refund("224820261000000301"), { mapping: undefined });
    await takeImport(back);
    expect([
      await rowsOf(back),
      await seen(sql`select effect, quantity_value from declaration_lines join declarations on declarations.id = declaration_id where number = 'R-C-9'`),
    ]).toMatchObject([[{ state: "taken" }], [{ effect: "takes-back", quantity_value: "2" }]]);
  });

  test("an order that comes after its list has the declaration assessed again; sent again it is known", async () => {
    const order = bytes(
      `<CEB311Message guid="g" version="1.0"><Order><OrderHead><orderNo>O-20260302-1</orderNo><ebpCode>3100000009</ebpCode><goodsValue>600</goodsValue><acturalPaid>650</acturalPaid><currency>142</currency></OrderHead></Order></CEB311Message>`,
    );
    const [one, two] = [await receive(order, { mapping: undefined }), await receive(order, { mapping: undefined })];
    await takeImport(one);
    await takeImport(two);
    expect([await rowsOf(one), await rowsOf(two)]).toMatchObject([[{ state: "taken" }], [{ state: "repeated" }]]);
    expect(
      (await database.owner`select payload from graphile_worker.jobs join graphile_worker._private_jobs using (id) where task_identifier = 'assess'`).some(
        ({ payload }) => (payload as { cause: string }).cause === "paper-known",
      ),
    ).toBe(true);
  });

  test("what the three papers of a list lack is a finding on its declaration", async () => {
    const [row] = await seen(sql`select id from declarations where number = '224820261000000301'`);
    await assessDeclarations([Number(row?.["id"])], "paper-known", new Date("2026-03-05T00:00:00Z"));
    const found = await seen(sql`select facts->>'about' as about, wording->>'en' as en from findings where declaration_id = ${Number(row?.["id"])} and rule = 'three-papers' and cleared_at is null order by 1`);
    expect(found).toMatchObject([{ about: "goods" }, { about: "missing-payment", en: "No payment is known for list 224820261000000301." }, { about: "missing-waybill" }]);
  });
});

describe("pre-shipment reports as a table", () => {
  const table = (quantity: string) => bytes(`报告编号,报告类型,生产单位,GTIN,生产批号,数量,单位,检验结果\nPSI-1,装运前检验,${SITE},${BOTTLE},L1,${quantity},瓶,合格`);

  test("are submitted one by one, and known again", async () => {
    const submit = async (content: Uint8Array) => {
      const { id } = await receiveReports(house.inspector, { bytes: content, fileName: "r.csv" });
      await takeImport(id);
      return (await rowsOf(id))[0];
    };
    expect([await submit(table("100")), await submit(table("100")), await submit(table("101")), await submit(table("0"))]).toMatchObject([
      { number: "PSI-1", state: "taken" },
      { state: "repeated" },
      { state: "refused", problems: [{ code: "number-taken" }] },
      { state: "refused", problems: [{ code: "not-positive" }] },
    ]);
  });
});

describe("refused", () => {
  test.each([
    ["a table without a mapping", () => receive(csv(), { mapping: undefined }), "mapping-needed"],
    ["a mapping nobody saved", () => receive(csv(), { mapping: "none" }), "unknown-mapping"],
    ["a file of no known format", () => receive(bytes("{}"), { mapping: undefined }), "unknown-format"],
    ["a file too large", () => receive(new Uint8Array(20_000_001)), "import-too-large"],
    ["an inspector who would import declarations", () => receive(csv(), {}, house.inspector), "not-permitted"],
    ["a partner who would import reports", () => receiveReports(partner, { bytes: csv(), fileName: "r.csv" }), "not-permitted"],
    ["an officer who would save a mapping", () => saveMapping(house.anna, { name: "x", mapping: MAPPING }), "not-permitted"],
    ["the house itself, which has no organisation", () => receiveImport({ kind: "system", name: "test" }, { bytes: csv(), fileName: "a.csv" }), "import-needs-organisation"],
  ])("%s", async (_what, work, code) => {
    expect(await codeOf(work())).toBe(code);
  });

  test("somebody else's import: it is not there for them", async () => {
    const id = await receive(csv(`P-1,${BOTTLE},Nowhere,1,瓶`), { start: false });
    expect(await codeOf(startImport(other, { id }))).toBe("unknown-import");
    expect(await codeOf(repeatRefused(other, { id }))).toBe("unknown-import");
    expect(await codeOf(answerGoods(other, { id, goods: "x", gtin: BOTTLE }))).toBe("unknown-import");
    expect(await codeOf(repeatRefused(partner, { id }))).toBe("import-under-way");
  });

  test("a number that another organisation has", async () => {
    await takeImport(await receive(csv(`Q-1,${BOTTLE},${SITE},1,瓶`)));
    await saveMapping(other, { name: "wine", mapping: MAPPING, header: [] });
    const id = await receive(csv(`Q-1,${BOTTLE},${SITE},2,瓶`), {}, other);
    await takeImport(id);
    expect(await rowsOf(id)).toMatchObject([{ state: "refused", problems: [{ code: "number-taken" }] }]);
  });
});
