import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "#db/testing";
import { exampleHouse } from "#db/testing/exampleHouse";
import { postAlert, postWebhook } from "./operations/notices.ts";
import { callerOf, type Caller } from "./testing/caller.ts";

let test: TestDatabase;
let supervisor: Caller;
let officer: Caller;

beforeAll(async () => {
  test = await testDatabase();
  await exampleHouse(test.db);
  [supervisor, officer] = await Promise.all([callerOf("supervisor"), callerOf("customs_officer")]);
});
afterAll(() => test.close());

const entries = async (action: string) => (await test.owner`select count(*)::int as n from audit_entries where action = ${action}`)[0]?.["n"];

describe("alerts over the interface", () => {
  it("are written, listed, tried and taken out, each with its entry", async () => {
    const made = await supervisor.call("postAlert", { body: postAlert.body?.example });
    const path = { id: String(made.body["id"]) };
    expect(made).toMatchObject({ status: 201, body: { version: 1, created: true } });
    expect((await supervisor.call("postAlertTrial", { path, body: {} })).status).toBe(200);
    expect((await supervisor.call("postAlertRemoval", { path, body: {} })).body).toEqual({ id: made.body["id"] });
    expect((await supervisor.call("listAlerts", {})).body).toEqual({ items: [], next: null });
    expect(await supervisor.call("postAlertRemoval", { path, body: {} })).toMatchObject({ status: 404, body: { code: "unknown-alert" } });
    expect([await entries("alert.add"), await entries("alert.try"), await entries("alert.remove")]).toEqual([1, 1, 1]);
  });

  it("may tell webhooks, which are taken in with a secret that is shown once, and taken out", async () => {
    const made = await supervisor.call("postWebhook", { body: postWebhook.body?.example });
    expect(made).toMatchObject({ status: 201, body: { name: "Duty desk", secret: expect.stringMatching(/^whsec_/) } });
    const listed = await supervisor.call("listWebhooks", {});
    expect(listed.body).toMatchObject({ items: [{ id: made.body["id"], address: "https://hooks.example.org/tallyhouse", madeBy: expect.any(String) }] });
    expect(JSON.stringify(listed.body)).not.toContain("whsec_");
    const path = { id: String(made.body["id"]) };
    expect((await supervisor.call("postWebhookRemoval", { path, body: {} })).status).toBe(200);
    expect((await supervisor.call("postWebhookRemoval", { path, body: {} })).status).toBe(200);
    expect((await supervisor.call("listWebhooks", {})).body).toEqual({ items: [] });
    expect(await entries("webhook.add")).toBe(1);
  });

  it.each<[string, () => Promise<{ status: number; body: Record<string, unknown> }>, number, string]>([
    ["an alert taken out by an officer", () => officer.call("postAlertRemoval", { path: { id: "1" }, body: {} }), 403, "not-permitted"],
    ["an alert that there is not", () => supervisor.call("postAlertRemoval", { path: { id: "999999" }, body: {} }), 404, "unknown-alert"],
    ["an alert of no number", () => supervisor.call("postAlertRemoval", { path: { id: "x" }, body: {} }), 400, "address-differs"],
    ["a webhook taken in by an officer", () => officer.call("postWebhook", { body: postWebhook.body?.example }), 403, "not-permitted"],
    ["a webhook of no address", () => supervisor.call("postWebhook", { body: { name: "x", address: "ftp://x" } }), 400, "invalid-input"],
    ["webhooks listed by an officer", () => officer.call("listWebhooks", {}), 403, "not-permitted"],
    ["a webhook that there is not", () => supervisor.call("postWebhookRemoval", { path: { id: "999999" }, body: {} }), 404, "unknown-webhook"],
    ["a population taken out by a key", () => supervisor.call("postReferenceWithdrawal", { path: { id: "1" }, body: { reason: "x" } }), 403, "people-only"],
    ["its answer by a key", () => supervisor.call("postReferenceWithdrawalAnswer", { path: { id: "1" }, body: { answer: "confirm" } }), 403, "people-only"],
  ])("%s is refused", async (_case, asking, status, code) => expect(await asking()).toMatchObject({ status, body: { code } }));
});
