import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "#db/testing";
import { assessDeclarations } from "#lib/triage/commands/assess";
import { rolesOf } from "./operations/openapi.ts";
import { OPERATIONS } from "./operations/registry.ts";
import { call, callerOf, type Caller } from "./testing/caller.ts";
import { BOTTLE, CASE, bottleBody, caseBody, certificateBody, certify, declared, recordGoods, SITE, siteBody } from "./testing/wine.ts";

let test: TestDatabase;
let administrator: Caller;
let feed: Caller;
let inspector: Caller;
let regulator: Caller;
let officer: Caller;

beforeAll(async () => {
  test = await testDatabase();
  administrator = await callerOf("administrator");
  feed = await callerOf("feed");
  inspector = await callerOf("inspector");
  regulator = await callerOf("market_regulator");
  officer = await callerOf("customs_officer");
});

afterAll(async () => {
  await test.close();
});

describe("products and sites", () => {
  it("are made with 201, replaced with 200, and read back with their version as ETag", async () => {
    const made = await administrator.call("putProduct", { path: { gtin: BOTTLE }, body: bottleBody });
    expect([made.status, made.headers.get("etag"), made.headers.get("location")]).toEqual([201, '"1"', `/api/v1/products/${BOTTLE}`]);
    expect((await administrator.call("putProduct", { path: { gtin: CASE }, body: caseBody })).status).toBe(201);
    const again = await administrator.call("putProduct", { path: { gtin: "3012345000024" }, body: bottleBody });
    expect([again.status, again.headers.get("etag")]).toEqual([200, '"1"']);
    expect((await administrator.call("putProduct", { path: { gtin: "3012345000024" }, body: { ...bottleBody, category: "red-wine" } })).status).toBe(200);
    const read = await officer.call("getProduct", { path: { gtin: "3012345000024" } });
    expect([read.headers.get("etag"), read.body["name"], read.body["netContent"]]).toEqual(['"2"', bottleBody.name, bottleBody.netContent]);
    expect((await administrator.call("putSite", { path: { id: SITE }, body: siteBody })).status).toBe(201);
    const samePlace = await administrator.call("putSite", { path: { id: SITE }, body: { ...siteBody, aliases: [...siteBody.aliases, siteBody.name] } });
    expect([samePlace.status, samePlace.headers.get("etag")]).toEqual([200, '"1"']);
    expect((await officer.call("getSite", { path: { id: "fr-33-000123" } })).body).toMatchObject({ id: SITE, name: siteBody.name, location: siteBody.location });
  });

  it("are written under If-Match only where that version still stands", async () => {
    const path = { gtin: BOTTLE };
    expect(await administrator.call("putProduct", { path, body: bottleBody, headers: { "if-match": '"1"' } })).toMatchObject({ status: 412, body: { code: "changed-meanwhile" } });
    expect(await administrator.call("putProduct", { path, body: bottleBody, headers: { "if-match": '"2"' } })).toMatchObject({ status: 200, body: { version: 3 } });
    expect(await administrator.call("putProduct", { path, body: { ...bottleBody, category: "wine-of-2023" }, headers: { "if-match": "W/2" } })).toMatchObject({ status: 400, body: { code: "if-match-unreadable" } });
    expect((await officer.call("getProduct", { path, headers: { "if-none-match": '"3"' } })).status).toBe(304);
  });

  it("are listed a page at a time, to the last", async () => {
    const first = await officer.call("listProducts", { query: "limit=1" });
    const second = await officer.call("listProducts", { query: `limit=1&after=${String(first.body["next"])}` });
    expect([first.body["items"], second.body["items"], second.body["next"]]).toMatchObject([[{ gtin: BOTTLE }], [{ gtin: CASE }], null]);
    expect(await officer.call("listProducts", { query: "limit=201" })).toMatchObject({ status: 400, body: { errors: [{ pointer: "/limit" }] } });
    expect(await officer.call("listProducts", { query: "after=made-up" })).toMatchObject({ status: 400, body: { code: "after-unreadable" } });
    expect((await officer.call("listSites", { query: "q=exemple" })).body["items"]).toMatchObject([{ id: SITE }]);
  });

  it("are not found under a number that nobody recorded", async () => {
    expect(await officer.call("getSite", { path: { id: "3012345000024" } })).toMatchObject({ status: 404, body: { code: "not-found", type: "urn:tallyhouse:problem:not-found" } });
  });
});

describe("a capacity certificate", () => {
  it("is submitted by an inspector and decided by somebody else, never by its issuer", async () => {
    const made = await inspector.call("postCapacityCertificate", { body: certificateBody });
    expect(made).toMatchObject({ status: 201, body: { status: "submitted", scope: certificateBody.scope, quantity: certificateBody.quantity } });
    expect((await inspector.call("postCapacityCertificate", { body: certificateBody })).status).toBe(200);
    const decision = { path: { number: certificateBody.number }, body: { decision: "approve", effective: "2023-01-01", reason: "audit conform" } };
    expect(made.body["issuer"]).toMatchObject({ code: "INSPECTION" });
    const sameHouse = await callerOf("supervisor", "INSPECTION");
    expect(await sameHouse.call("postCapacityCertificateDecision", decision)).toMatchObject({ status: 403, body: { code: "four-eyes" } });
    expect(await inspector.call("postCapacityCertificateDecision", decision)).toMatchObject({ status: 403, body: { code: "four-eyes" } });
    expect(await regulator.call("postCapacityCertificateDecision", decision)).toMatchObject({ status: 200, body: { status: "approved", version: 2, allowed: ["suspend", "revoke"] } });
    expect(await regulator.call("postCapacityCertificateDecision", decision)).toMatchObject({ status: 409, body: { code: "not-allowed-in-status" } });
    expect((await officer.call("listCapacityCertificates", { query: `site=${SITE}&status=approved` })).body["items"]).toMatchObject([{ number: certificateBody.number, site: { id: SITE } }]);
    expect((await officer.call("getCapacityCertificate", { path: { number: certificateBody.number } })).body).toMatchObject({ decisions: [{ decision: "approve", effective: "2023-01-01" }] });
  });
});

describe("the first example", () => {
  it("is answered line by line: within, near at 100%, and 42,000 bottles too many", async () => {
    await certify(inspector, regulator);
    const lodge = (number: string, body: Record<string, unknown>) => feed.call("putDeclaration", { path: { number }, body });
    expect(await lodge("D-1", declared("10000", "XBO", BOTTLE, "3100000001"))).toMatchObject({ status: 201, body: { lines: [{ no: 1, capacity: { verdict: "within", declaredAfter: "10000", unit: "XBO" } }] } });
    expect(await lodge("D-2", declared("8000", "XBO", BOTTLE, "4400000002"))).toMatchObject({ body: { lines: [{ capacity: { verdict: "near", used: "1.0000" } }] } });
    const third = await lodge("D-3", declared("7000", "XCS", CASE, "3700000003"));
    expect(third.body["lines"]).toMatchObject([
      { capacity: { verdict: "exceeds", limit: "18000", declaredBefore: "18000", line: "42000", declaredAfter: "60000", excess: "42000", certificates: [certificateBody.number] } },
    ]);
  });

  it("stands in the balance with its three lines", async () => {
    const balance = await officer.call("getCapacityBalance", { query: `site=${SITE}&gtin=${BOTTLE}&on=2023-06-30` });
    expect(balance.body).toMatchObject({ verdict: "exceeds", limit: "18000", declared: "60000", balance: "-42000", excess: "42000" });
    expect(balance.body["contributions"]).toHaveLength(3);
    expect(await officer.call("getCapacityBalance", { query: `site=${SITE}&on=2023-06-30` })).toMatchObject({ status: 400, body: { errors: [{ code: "gtin-or-category" }] } });
    expect(await officer.call("getCapacityBalance", { query: `site=nowhere&gtin=${BOTTLE}&on=2023-06-30` })).toMatchObject({ status: 422, body: { code: "unknown-site" } });
  });

  it("shows what falls if its certificate falls, and writes nothing", async () => {
    const simulate = () => officer.call("postCapacitySimulation", { body: { certificate: certificateBody.number } });
    const fallen = await simulate();
    expect(fallen.body).toMatchObject({ site: SITE, total: 3, lines: expect.arrayContaining([{ declaration: "D-1", line: 1, before: "within", after: "suspended" }]) });
    expect((await simulate()).text).toBe(fallen.text);
    expect(await officer.call("postCapacitySimulation", { body: { certificate: "NONE" } })).toMatchObject({ status: 404, body: { code: "unknown-certificate" } });
    expect(await feed.call("postCapacitySimulation", { body: { certificate: certificateBody.number } })).toMatchObject({ status: 403 });
  });

  it("is read back with every revision, and listed", async () => {
    await feed.call("putDeclaration", { path: { number: "D-1" }, body: { ...declared("9000", "XBO", BOTTLE, "3100000001"), revision: 2 } });
    const read = await officer.call("getDeclaration", { path: { number: "D-1" } });
    expect([read.headers.get("etag"), read.body["revisions"]]).toMatchObject(['"2"', [{ revision: 1 }, { revision: 2, body: { lines: [{ quantity: { value: "9000" } }] } }]]);
    expect((await officer.call("listDeclarations", { query: "q=D-&importer=3100000001" })).body["items"]).toMatchObject([{ number: "D-1", revision: 2, importer: { id: "3100000001", verified: false } }]);
    const listed = async (query: string) => ((await officer.call("listDeclarations", { query })).body["items"] as { number: string }[]).map(({ number }) => number);
    expect(await listed(`q=D-1&gtin=${BOTTLE}&site=${SITE}`)).toEqual(["D-1"]);
    expect(await listed(`q=D-1&gtin=${CASE}`)).toEqual([]);
    expect(await listed("lot=NOWHERE")).toEqual([]);
    expect(await officer.call("listDeclarations", { query: "site=NOWHERE" })).toMatchObject({ status: 422, body: { code: "unknown-site" } });
    expect(await officer.call("listDeclarations", { query: "gtin=123" })).toMatchObject({ status: 400, body: { errors: [{ pointer: "/gtin" }] } });
    expect(await feed.call("putDeclaration", { path: { number: "D-1" }, body: { ...declared("1", "XBO", BOTTLE, "3100000001"), revision: 3 }, headers: { "if-match": '"1"' } })).toMatchObject({ status: 412 });
  });

  it("waits for its assessment until the rules have looked", async () => {
    const assessment = await officer.call("getAssessment", { path: { number: "D-3" } });
    expect(assessment.body).toMatchObject({ status: "pending", score: null, lane: null, findings: [], lines: [{ no: 1, capacity: { verdict: "exceeds" }, verdictNow: "exceeds" }] });
  });

  it("is red once they have, with the finding in both languages", async () => {
    const [row] = await test.owner.begin(async (sql) => {
      await sql`select set_config('app.scope', 'all', true)`;
      return sql<{ id: bigint }[]>`select id from declarations where number = 'D-3'`;
    });
    await assessDeclarations([Number(row?.id)], "lodged", new Date());
    const assessment = await officer.call("getAssessment", { path: { number: "D-3" } });
    expect(assessment.body).toMatchObject({
      status: "complete",
      lane: "red",
      findings: expect.arrayContaining([expect.objectContaining({ rule: "volume-over-capacity", wording: { en: expect.stringContaining("18,000"), zh: expect.any(String) } })]),
    });
  });

  it("is seen by whom it concerns alone: another lodger finds nothing", async () => {
    const other = await callerOf("partner", "OTHER-1");
    expect(await other.call("getDeclaration", { path: { number: "D-1" } })).toMatchObject({ status: 404 });
    expect((await other.call("listDeclarations")).body["items"]).toEqual([]);
  });
});

describe("a call that needs nothing", () => {
  const asking = OPERATIONS.filter(
    ({ method, path, query, admission }) =>
      method === "GET" && path.startsWith("/api/v1/") && !path.includes("{") && admission !== "public" && (query === undefined || query.safeParse({}).success),
  );

  it.each(asking.map(({ id }) => id))("is answered to whoever may: %s", async (id) => {
    const operation = OPERATIONS.find((one) => one.id === id);
    if (operation === undefined) throw new Error(id);
    const answers = await Promise.all((rolesOf(operation) ?? []).map(async (role) => (await (await callerOf(role)).call(id)).status));
    expect(new Set(answers)).toEqual(new Set([200]));
  });
});

describe("whoever asks after a decision", () => {
  it("sees it at once, in the balance of now and of then", async () => {
    const query = `site=${SITE}&gtin=${BOTTLE}&on=2023-06-30`;
    const decide = (body: object) => regulator.call("postCapacityCertificateDecision", { path: { number: certificateBody.number }, body: { reason: "audit", ...body } });
    const then = new Date(Date.now() - 1).toISOString();
    await decide({ decision: "suspend", effective: "2023-01-01" });
    expect((await officer.call("getCapacityBalance", { query })).body).toMatchObject({ verdict: "suspended", limit: null });
    await decide({ decision: "reinstate", effective: "2023-02-01" });
    expect((await officer.call("getCapacityBalance", { query })).body).toMatchObject({ verdict: "exceeds", limit: "18000" });
    expect((await officer.call("getCapacityBalance", { query: `${query}&asOf=${then}` })).body).toMatchObject({ verdict: "exceeds", limit: "18000" });
  });
});

describe("what supervisors and inspection bodies set", () => {
  it("yields are recorded once a day, listed and ended once", async () => {
    const supervisor = await callerOf("supervisor");
    const body = { kind: "yield", input: "0806*", output: "wine", inputQuantity: { value: "100", unit: "KGM" }, outputQuantity: { value: "75", unit: "LTR" }, source: "Audit", from: "2023-01-01" };
    const made = await supervisor.call("postYield", { body });
    expect(made.status).toBe(201);
    expect(await supervisor.call("postYield", { body })).toMatchObject({ status: 409, body: { code: "yield-taken" } });
    expect(await regulator.call("postYield", { body })).toMatchObject({ status: 403 });
    expect((await officer.call("listYields")).body).toMatchObject({ items: [{ id: made.body["id"], input: { kind: "hsPrefix", value: "0806" }, to: null }], next: null });
    const end = { path: { id: String(made.body["id"]) }, body: { to: "2024-01-01" } };
    expect((await supervisor.call("postYieldEnd", end)).status).toBe(200);
    expect(await supervisor.call("postYieldEnd", end)).toMatchObject({ status: 409, body: { code: "yield-ended" } });
    expect(await supervisor.call("postYieldEnd", { ...end, path: { id: "x" } })).toMatchObject({ status: 404 });
  });

  it("a policy is set by its category, and not over one that nobody saw", async () => {
    const supervisor = await callerOf("supervisor");
    const set = (warningShare: string, headers = {}) => supervisor.call("putCapacityPolicy", { path: { category: "crab" }, body: { warningShare, reserveShare: "0.1" }, headers });
    expect(await set("0.8")).toMatchObject({ status: 200, body: { category: "crab", warningShare: "0.8", reserveShare: "0.1", version: 1 } });
    expect((await set("0.7", { "if-match": '"1"' })).body).toMatchObject({ version: 2 });
    expect(await set("0.6", { "if-match": '"1"' })).toMatchObject({ status: 412, body: { code: "changed-meanwhile" } });
    expect(await set("1.5")).toMatchObject({ status: 400, body: { errors: [{ pointer: "/warningShare", code: "share-out-of-range" }] } });
    expect((await officer.call("putCapacityPolicy", { path: { category: "crab" }, body: { warningShare: "1", reserveShare: "0" } })).status).toBe(403);
    const first = (await officer.call("listCapacityPolicies", { query: "limit=1" })).body;
    expect(first["items"]).toMatchObject([{ category: "*", version: 0 }]);
    expect((await officer.call("listCapacityPolicies", { query: `limit=1&after=${String(first["next"])}` })).body).toMatchObject({ items: [{ category: "crab", warningShare: "0.7" }], next: null });
  });

  it("carried-over stock waits for somebody else's approval, once", async () => {
    const stock = await inspector.call("postCarryOver", {
      body: { site: SITE, scope: { gtins: [BOTTLE] }, production: { from: "2023-01-01", to: "2024-01-01" }, quantity: { value: "900", unit: "XBO" }, proof: "Stock count" },
    });
    expect(stock.status).toBe(201);
    expect((await regulator.call("listCarryOvers")).body["items"]).toMatchObject([{ id: stock.body["id"], site: SITE, quantity: { value: "900", unit: "H87" } }]);
    const approval = { path: { id: String(stock.body["id"]) }, body: {} };
    expect((await inspector.call("postCarryOverApproval", approval)).status).toBe(403);
    expect((await regulator.call("postCarryOverApproval", approval)).status).toBe(200);
    expect(await regulator.call("postCarryOverApproval", approval)).toMatchObject({ status: 409, body: { code: "already-approved" } });
    expect((await regulator.call("listCarryOvers")).body["items"]).toEqual([]);
  });
});

describe("two writers of one declaration", () => {
  it("who have seen the same revision: one is heard, the other told to look again", async () => {
    await feed.call("putDeclaration", { path: { number: "D-9" }, body: declared("1", "XBO", BOTTLE, "3100000001") });
    const writers = await Promise.all(
      [2, 3, 4].map((revision) =>
        feed.call("putDeclaration", { path: { number: "D-9" }, body: { ...declared(String(revision), "XBO", BOTTLE, "3100000001"), revision }, headers: { "if-match": '"1"' } }),
      ),
    );
    expect(writers.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([200, 412, 412]);
  });

  it("a writer who never heard the answer gets it, though the version has moved on by that very revision", async () => {
    const sent = { path: { number: "D-10" }, body: { ...declared("2", "XBO", BOTTLE, "3100000001"), revision: 2 }, headers: { "if-match": '"1"' } };
    await feed.call("putDeclaration", { path: sent.path, body: declared("1", "XBO", BOTTLE, "3100000001") });
    const first = await feed.call("putDeclaration", sent);
    expect([first.status, (await feed.call("putDeclaration", sent)).body["lines"]]).toEqual([200, first.body["lines"]]);
  });

  it("a version of a declaration that nobody lodged stands nowhere, and nothing is made", async () => {
    expect(await feed.call("putDeclaration", { path: { number: "D-11" }, body: declared("1", "XBO", BOTTLE, "3100000001"), headers: { "if-match": '"1"' } })).toMatchObject({
      status: 412,
      body: { code: "changed-meanwhile" },
    });
    expect((await feed.call("getDeclaration", { path: { number: "D-11" } })).status).toBe(404);
  });
});

describe("a pre-shipment report", () => {
  it("is submitted once, and refused with another body under its number", async () => {
    const body = { number: "PSI-1", kind: "pre-shipment", site: SITE, lots: [{ gtin: BOTTLE, lot: "L1", productionDate: "2023-09-20" }], quantity: { value: "6", unit: "XBO" }, results: { quality: "conform" } };
    expect((await inspector.call("postInspectionReport", { body })).status).toBe(201);
    expect((await inspector.call("postInspectionReport", { body })).status).toBe(200);
    expect(await inspector.call("postInspectionReport", { body: { ...body, quantity: { value: "7", unit: "XBO" } } })).toMatchObject({ status: 409, body: { code: "number-taken" } });
  });
});

describe("who calls", () => {
  it("is told who it is", async () => {
    expect((await feed.call("getMe")).body).toMatchObject({ kind: "key", role: "feed", permissions: expect.arrayContaining(["declaration.lodge"]) });
  });

  it("is nobody without a key, and nobody with a wrong one", async () => {
    const without = await call("getMe", {});
    expect([without.status, without.headers.get("www-authenticate")]).toEqual([401, 'Bearer realm="tallyhouse"']);
    const wrong = await call("getMe", {}, "th_nothing");
    expect([wrong.status, wrong.headers.get("www-authenticate"), wrong.body["code"]]).toEqual([401, 'Bearer realm="tallyhouse", error="invalid_token"', "key-unknown"]);
  });

  it("is refused in its own language", async () => {
    const refused = await feed.call("putSite", { path: { id: "GLN" }, body: {}, headers: { "accept-language": "zh-CN,zh;q=0.9,en;q=0.8" } });
    expect([refused.status, refused.headers.get("content-language"), refused.body["title"]]).toEqual([400, "zh-CN", "请求无法读取"]);
    await recordGoods(administrator);
  });
});
