import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "#db/testing";
import { exampleHouse, NOON } from "#db/testing/exampleHouse";
import { foldFigures } from "#lib/dashboards/commands/fold";
import { FIGURES } from "#lib/dashboards/figure";
import { callerOf, type Caller } from "./testing/caller.ts";

let test: TestDatabase;
let supervisor: Caller;

beforeAll(async () => {
  test = await testDatabase();
  const example = await exampleHouse(test.db);
  await example.lodged("FIG-1", "100");
  await example.lodged("FIG-2", "100", { office: "5304", lodgedAt: NOON.toISOString() });
  supervisor = await callerOf("supervisor");
});
afterAll(() => test.close());

describe("figures over the interface", () => {
  it("of a house that never counted say so", async () => {
    expect((await supervisor.call("getFigure", { path: { name: "open" } })).body).toMatchObject({ name: "open", value: 0, asOf: null });
  });

  it("are all there once it counted, narrowed by what each takes, a share of nothing null", async () => {
    await foldFigures();
    const all = await supervisor.call("listFigures", { query: "office=5304" });
    expect(all.status).toBe(200);
    expect(all.body["items"]).toHaveLength(FIGURES.length);
    expect(all.body["items"]).toEqual(expect.arrayContaining([expect.objectContaining({ name: "to-triage", unit: "declarations", value: 1 }), expect.objectContaining({ name: "on-time-share", value: null })]));
    expect((await supervisor.call("getFigure", { path: { name: "to-triage" } })).body).toMatchObject({ value: 2, waiting: 0, asOf: expect.any(String) });
  });

  it("of no name, of a wrong filter, and for an officer are refused", async () => {
    expect(await supervisor.call("getFigure", { path: { name: "constructor" } })).toMatchObject({ status: 404, body: { code: "unknown-figure" } });
    expect((await supervisor.call("listFigures", { query: "days=0" })).status).toBe(400);
    const officer = await callerOf("customs_officer");
    expect(await officer.call("listFigures", {})).toMatchObject({ status: 403, body: { code: "not-permitted" } });
  });
});
