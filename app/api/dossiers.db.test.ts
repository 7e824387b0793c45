import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "#db/testing";
import { exampleHouse, NOON } from "#db/testing/exampleHouse";
import { openCase } from "#lib/cases/commands/open";
import { makeDossier, type Made } from "#lib/dossier/commands/make";
import { GET } from "./dossiers/[id]/route.ts";
import { callerOf } from "./testing/caller.ts";

let test: TestDatabase;
let made: Made;

beforeAll(async () => {
  test = await testDatabase();
  const house = await exampleHouse(test.db);
  await house.lodged("W-1", "10000");
  const { number } = await openCase(house.anna, { title: "One", allegation: "x", consignments: ["W-1"] }, NOON);
  made = await makeDossier(house.mei, { number }, NOON);
});
afterAll(() => test.close());

const fetched = (id: string, key?: string): Promise<Response> =>
  GET(new Request(`http://127.0.0.1:3000/api/dossiers/${id}`, { headers: key === undefined ? {} : { authorization: `Bearer ${key}` } }), { params: Promise.resolve({ id }) });

describe("a dossier's address", () => {
  it("answers the very file as a PDF to be kept, and nothing on the way keeps it", async () => {
    const { key } = await callerOf("market_regulator");
    const answer = await fetched(String(made.id), key);
    expect(Object.fromEntries(answer.headers)).toMatchObject({ "content-type": "application/pdf", "content-disposition": 'attachment; filename="C-2026-000001-D1.pdf"', "cache-control": "no-store" });
    expect(createHash("sha256").update(Buffer.from(await answer.arrayBuffer())).digest("hex")).toBe(made.sha256);
  });

  it.each<{ readonly what: string; readonly id: () => string; readonly role: "inspector" | "market_regulator" | undefined; readonly status: number; readonly code: string }>([
    { what: "nobody signed in", id: () => String(made.id), role: undefined, status: 401, code: "not-signed-in" },
    { what: "a role that reads no cases", id: () => String(made.id), role: "inspector", status: 403, code: "not-permitted" },
    { what: "a dossier that is not there", id: () => "999999", role: "market_regulator", status: 404, code: "unknown-dossier" },
    { what: "an id that is none", id: () => "x", role: "market_regulator", status: 404, code: "unknown-dossier" },
  ])("refuses $what", async ({ id, role, status, code }) => {
    const answer = await fetched(id(), role === undefined ? undefined : (await callerOf(role)).key);
    expect([answer.status, await answer.json()]).toEqual([status, expect.objectContaining({ code })]);
  });
});
