import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase, type TestDatabase } from "#db/testing";
import type { Actor } from "#lib/access/actor";
import { reading } from "#lib/audit/command";
import { checkLedger } from "#lib/capacity/commands/check";
import { rejudgeSite } from "#lib/capacity/jobs";
import { balanceOf } from "#lib/capacity/queries/balance";
import { openAccounts } from "#lib/capacity/queries/ledger";
import { decideCertificate } from "#lib/certificates/commands/decide";
import { submitCertificate } from "#lib/certificates/commands/submit";
import { ensureOrganisation } from "#lib/parties/commands/organisation";
import { putProduct } from "#lib/parties/commands/product";
import { putSite } from "#lib/parties/commands/site";
import { lodgeMany } from "./commands/combine.ts";

const BOTTLE = "03012345000109";
const CASE = "13012345000106";
const SYSTEM: Actor = { kind: "system", name: "test" };
const SUPERVISOR: Actor = { kind: "key", id: 4, name: "supervisor", role: "supervisor", organisation: 1 };

let house: TestDatabase;
let feed: Actor;
let inspector: Actor;
let regulator: Actor;
let rounds = 0;

beforeAll(async () => {
  house = await testDatabase();
  const id = (code: string, kind: "authority" | "inspection_body" | "platform") => house.db.transaction(async (tx) => (await ensureOrganisation(tx, { code, name: code, kind })).id);
  feed = { kind: "key", id: 1, name: "single window", role: "feed", organisation: await id("FEED", "platform") };
  inspector = { kind: "key", id: 2, name: "body", role: "inspector", organisation: await id("BODY", "inspection_body") };
  regulator = { kind: "key", id: 3, name: "regulator", role: "market_regulator", organisation: await id("SAMR", "authority") };
  await putProduct(SYSTEM, { gtin: BOTTLE, name: { en: "Red wine", zh: "红葡萄酒" }, hsCode: "2204210000", category: "wine", netContent: { value: "750", unit: "MLT" } });
  await putProduct(SYSTEM, { gtin: CASE, name: { en: "Case of 6", zh: "6瓶装" }, hsCode: "2204210000", category: "wine", netContent: { value: "4500", unit: "MLT" }, contains: { gtin: BOTTLE, quantity: 6 } });
});
afterAll(() => house.close());

type Act = {
  readonly declaration: number;
  readonly status: "lodged" | "released" | "withdrawn";
  readonly amount: number;
  readonly inCases: boolean;
  readonly month: number;
  readonly mode: "0110" | "1210" | "4561" | "9710";
};
const act: fc.Arbitrary<Act> = fc.record({
  declaration: fc.integer({ min: 1, max: 5 }),
  status: fc.constantFrom("lodged" as const, "lodged" as const, "lodged" as const, "released" as const, "withdrawn" as const),
  amount: fc.integer({ min: 1, max: 400 }),
  inCases: fc.boolean(),
  month: fc.integer({ min: 1, max: 12 }),
  mode: fc.constantFrom("0110" as const, "0110" as const, "1210" as const, "4561" as const, "9710" as const),
});

/** The balance by the plainest reckoning there is: replay each declaration's revisions by number, add up what is left. */
function reckon(acts: readonly Act[], months: readonly [number, number]): number {
  const standing = new Map<number, Act>();
  const released = new Set<number>();
  for (const one of acts) {
    if (one.status === "withdrawn") {
      if (!released.has(one.declaration)) standing.delete(one.declaration);
      continue;
    }
    standing.set(one.declaration, one);
    if (one.status === "released") released.add(one.declaration);
  }
  let sum = 0;
  for (const kept of standing.values()) {
    if (kept.month < months[0] || kept.month > months[1] || kept.mode === "9710") continue;
    sum += (kept.inCases ? 6 : 1) * kept.amount * (kept.mode === "4561" ? -1 : 1);
  }
  return sum;
}

function bodiesOf(acts: readonly Act[], site: string): object[] {
  const revisions = new Map<number, number>();
  return acts.map((one) => {
    const revision = (revisions.get(one.declaration) ?? 0) + 1;
    revisions.set(one.declaration, revision);
    const line = {
      no: 1,
      gtin: one.inCases ? CASE : BOTTLE,
      hsCode: "2204210000",
      site,
      quantity: { value: String(one.amount), unit: one.inCases ? "XCS" : "XBO" },
      productionDate: `2023-${String(one.month).padStart(2, "0")}-15`,
      originCountry: "FR",
    };
    return {
      number: `${site}-${one.declaration}`,
      revision,
      lodgedAt: "2024-05-02T09:00:00+08:00",
      office: "2248",
      tradeMode: one.mode,
      status: one.status,
      importer: { id: `IMP${one.declaration}`, name: "Importer" },
      lines: [line],
    };
  });
}

test("random declarations, amendments, releases and withdrawals, in any order and with the certificates coming at any time, end in the balance of a plain reckoning", async () => {
  await fc.assert(fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 14 }), fc.infiniteStream(fc.nat()), fc.nat(14), async (acts, keys, certifiedAt) => {
    const site = `RANDOM-${++rounds}`;
    const made = await putSite(SYSTEM, { id: site, name: `Random house ${rounds}`, country: "FR", kind: "winery", identifiers: [], aliases: [] });
    const shuffled = bodiesOf(acts, site).map((body) => ({ body, key: keys.next().value ?? 0 })).toSorted((a, b) => a.key - b.key).map((one) => one.body);
    await lodgeMany(feed, shuffled.slice(0, certifiedAt));
    for (const [part, to] of [["YEAR", "2024-01-01"], ["HALF", "2023-07-01"]] as const) {
      await submitCertificate(inspector, { number: `${site}-${part}`, site, scope: { gtins: [BOTTLE] }, quantity: { value: "900", unit: "XBO" }, production: { from: "2023-01-01", to } });
      await decideCertificate(regulator, { number: `${site}-${part}`, decision: "approve", effective: "2023-01-01", reason: "audited" });
    }
    await lodgeMany(feed, shuffled.slice(certifiedAt));
    await rejudgeSite({ siteId: made.record.id });
    const balances = await reading(SUPERVISOR, "capacity.read", (tx) => openAccounts(tx, [made.record.id]));
    const declared = (to: string) => balances.find((account) => account.to === to)?.declared;
    expect([declared("2024-01-01"), declared("2023-07-01")]).toEqual([BigInt(reckon(acts, [1, 12])), BigInt(reckon(acts, [1, 6]))]);
    const year = await reading(SUPERVISOR, "capacity.read", (tx) => balanceOf(tx, { siteId: made.record.id, gtin: BOTTLE, on: "2023-09-01" }));
    expect([year.declared, year.verdict === "exceeds"]).toEqual([String(reckon(acts, [1, 12])), reckon(acts, [1, 12]) > 900]);
  }), { numRuns: 25 });
  expect((await checkLedger(SUPERVISOR, {})).differences).toEqual([]);
}, 120_000);
