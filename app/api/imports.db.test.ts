import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testDatabase, type TestDatabase } from "#db/testing";
import { keyActorBy } from "#lib/access/queries";
import { hashOfToken } from "#lib/access/token";
import { takeImport } from "#lib/lodging/commands/import-take";
import { saveMapping } from "#lib/lodging/commands/mapping";
import { BOTTLE, SITE, exampleHouse } from "../../db/testing/exampleHouse.ts";
import { GET as refusedTable } from "./imports/[id]/refused/route.ts";
import { answerOf, callerOf, type Caller } from "./testing/caller.ts";

const column = (name: string) => ({ column: name });
const MAPPING = {
  columns: {
    number: column("number"), lodgedAt: { constant: "2026-03-02" }, office: { constant: "2248" }, tradeMode: { constant: "0110" }, importerId: { constant: "IMP1" }, importerName: { constant: "Example" },
    gtin: { constant: BOTTLE }, hsCode: { constant: "2204210000" }, site: { constant: SITE }, quantity: column("quantity"), unit: { constant: "bottles" }, originCountry: { constant: "FR" },
  },
};

let database: TestDatabase;
let partner: Caller;
let other: Caller;

beforeAll(async () => {
  database = await testDatabase();
  await exampleHouse(database.db);
  [partner, other] = [await callerOf("partner", "HARBOUR"), await callerOf("partner", "OTHER")];
  const actor = (await keyActorBy(hashOfToken(partner.key)))?.actor;
  if (actor === undefined) throw new Error("the partner's key is not known");
  await saveMapping(actor, { name: "wine", mapping: MAPPING });
});
afterAll(() => database.close());

const send = (body: unknown, query: string, headers: Record<string, string> = { "content-type": "text/csv" }, caller = partner) => caller.call("postImport", { body, query, headers });
const idOf = (body: Readonly<Record<string, unknown>>): number => Number(body["id"]);

describe("a document of declarations", () => {
  test("is received as a body, taken in, and answered record by record a page at a time", async () => {
    const sent = await send("number,quantity\nX-1,10\nX-2,20\nX-3,no\n", "kind=declaration-table&mapping=wine&file=march.csv");
    expect(sent).toMatchObject({ status: 202, body: { format: "declaration-table", state: "waiting" } });
    const id = String(idOf(sent.body));
    expect(sent.headers.get("location")).toBe(`/api/v1/imports/${id}`);
    await takeImport(Number(id));
    expect(await partner.call("getImport", { path: { id }, query: "limit=2" })).toMatchObject({
      status: 200,
      body: { state: "done", fileName: "march.csv", mapping: { name: "wine", version: 1 }, records: 3, taken: 2, refused: 1, rows: [{ number: "X-1", state: "taken", revision: 1, lines: [{ no: 1, verdict: expect.any(String) }] }, { number: "X-2" }], next: 2 },
    });
    expect(await partner.call("getImport", { path: { id }, query: "state=refused" })).toMatchObject({ body: { rows: [{ number: "X-3", problems: [{ pointer: "/rows/4/quantity", code: "not-a-decimal" }] }], next: null } });
    expect(await other.call("getImport", { path: { id } })).toMatchObject({ status: 404, body: { code: "unknown-import" } });
  });

  test("is received as the file of a form as well", async () => {
    const form = new FormData();
    form.set("file", new File(["number,quantity\nY-1,10\n"], "form.csv", { type: "text/csv" }));
    form.set("mapping", "wine");
    const encoded = new Response(form);
    const sent = await send(new Uint8Array(await encoded.arrayBuffer()), "", { "content-type": encoded.headers.get("content-type") ?? "" });
    expect(sent).toMatchObject({ status: 202, body: { state: "waiting" } });
    expect(await partner.call("getImport", { path: { id: String(idOf(sent.body)) } })).toMatchObject({ body: { fileName: "form.csv" } });
  });

  test("gives its refused rows back as a table with their reasons, to its sender alone", async () => {
    const sent = await send('number,quantity,"a, note"\nZ-1,no,"x, y"\n', "mapping=wine");
    const id = idOf(sent.body);
    await takeImport(id);
    const asked = (key: string) =>
      refusedTable(new Request(`http://127.0.0.1:3000/api/imports/${id}/refused?language=en`, { headers: { authorization: `Bearer ${key}` } }), {
        params: Promise.resolve({ id: String(id) }),
      });
    const answer = await asked(partner.key);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/csv; charset=utf-8"]);
    expect(new TextDecoder("utf-8", { ignoreBOM: true }).decode(await answer.arrayBuffer())).toMatch(/^\uFEFFnumber,quantity,"a, note",Reason\r\nZ-1,no,"x, y",/);
    expect((await asked(other.key)).status).toBe(404);
  });
});

describe("refused", () => {
  test.each([
    ["a table without a mapping", "number,quantity\nX,1", "", "text/csv", 400, "mapping-needed"],
    ["a mapping nobody saved", "number,quantity\nX,1", "mapping=none", "text/csv", 404, "unknown-mapping"],
    ["a kind that is none", "number,quantity\nX,1", "kind=poem", "text/csv", 400, "invalid-input"],
    ["a message of no known kind", "<poem/>", "", "application/xml", 400, "unknown-format"],
    ["a form without a file", "--b\r\n--b--\r\n", "", "multipart/form-data; boundary=b", 400, "invalid-input"],
    ["a table of reports from somebody who inspects nothing", "报告编号,报告类型\nX,1", "kind=report-csv", "text/csv", 400, "unknown-format"],
  ] as const)("%s", async (_what, body, query, contentType, status, code) => {
    expect(await send(body, query, { "content-type": contentType })).toMatchObject({ status, body: { code } });
  });

  test("whoever may not lodge", async () => {
    expect(await send("number,quantity\nX,1", "mapping=wine", { "content-type": "text/csv" }, await callerOf("customs_officer"))).toMatchObject({ status: 403, body: { code: "not-permitted" } });
    expect((await answerOf("POST", "/api/v1/imports", { body: "a,b\n1,2" })).status).toBe(401);
  });

  test("a body beyond 20 MB", async () => {
    expect(await send(new Uint8Array(20_200_000), "mapping=wine")).toMatchObject({ status: 413, body: { code: "too-large" } });
  });
});
