import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "#db/testing";
import type { Actor } from "#lib/access/actor";
import { keyActorBy } from "#lib/access/queries";
import { sealed } from "#lib/access/sealing";
import { hashOfToken } from "#lib/access/token";
import { reading } from "#lib/audit/command";
import { listSources, silentSources, sourceByCode, sourceKeys } from "../queries/sources.ts";
import { healthOf } from "../sourceHealth.ts";
import { captureDocument } from "./capture.ts";
import { opened } from "./source-secret.ts";
import { trySource } from "./source-trial.ts";
import { watchSources } from "./source-watch.ts";
import { issueSourceKey, putSource, requestRun, resetCursor, revokeSourceKey, setSourceState } from "./sources.ts";

const person = (role: "administrator" | "supervisor" | "customs_officer"): Actor => ({ kind: "person", id: 1, login: role, name: role, role, organisation: 1, office: null, locale: "en" });
const admin = person("administrator");
const start = new Date("2026-03-02T08:00:00Z");
const after = (seconds: number) => new Date(start.getTime() + seconds * 1000);
const PUSH = { code: "push", name: "Winery", organisation: "WINERY", settings: { kind: "push", eventsPerMinute: 2, bytesPerMinute: 1_000_000 }, staleAfterMinutes: 60 };
const PULL = { code: "pull", name: "Remote", organisation: "REMOTE", settings: { kind: "epcis", address: "https://remote.example/epcis" } };

let test: TestDatabase;

beforeAll(async () => {
  process.env["NEXTAUTH_SECRET"] ??= "a secret of this test alone";
  test = await testDatabase();
});
beforeEach(async () => {
  await test.owner`truncate lots, lot_statements, lot_movements, shipments_elsewhere, event_items, feed_events, feed_documents, quarantined, source_captures, source_gaps, source_files, source_silences, source_meters, source_runs, feed_sources, api_keys restart identity cascade`;
  await test.owner`delete from graphile_worker._private_jobs`;
});
afterAll(async () => test.close());

const source = (code: string, now = start) => reading(admin, "source.read", (tx) => sourceByCode(tx, code, now));
const jobs = async () => (await test.owner`select task_identifier as task, run_at from graphile_worker.jobs where task_identifier = 'pull-source'`).length;
const entries = async () => (await test.owner`select action from audit_entries where subject_kind = 'source' order by id desc limit 4`).map(({ action }) => action as string);
let serial = 0;
const documentOf = (...times: readonly string[]) =>
  JSON.stringify({
    "@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],
    type: "EPCISDocument",
    schemaVersion: "2.0",
    creationDate: "2026-03-02T08:00:00Z",
    epcisBody: {
      eventList: times.map((eventTime) => ({
        type: "ObjectEvent",
        eventTime,
        eventTimeZoneOffset: "+00:00",
        action: "OBSERVE",
        bizStep: "shipping",
        quantityList: [{ epcClass: "urn:epc:class:lgtin:3012345.012345.A", quantity: ++serial }],
        readPoint: { id: "urn:epc:id:sgln:3012345.00001.0" },
      })),
    },
  });

/** The actor behind a new key of the pushing source. */
async function sender(): Promise<Actor> {
  const found = await keyActorBy(hashOfToken(await issueSourceKey(admin, { code: "push" }, start)));
  if (found === undefined) throw new Error("The key is not known.");
  return found.actor;
}
const send = (actor: Actor, body: string, now = start) => captureDocument(actor, { body, contentType: "application/json", errorBehaviour: "proceed" }, now);

describe("a source", () => {
  it("is connected once, changed under its version, and read at once", async () => {
    expect(await putSource(admin, { ...PULL, isNew: true }, start)).toMatchObject({ created: true, version: 1 });
    expect([await jobs(), (await source("pull"))?.schedule]).toEqual([1, { everySeconds: 300 }]);
    await expect(putSource(admin, { ...PULL, isNew: true }, start)).rejects.toMatchObject({ code: "source-exists" });
    await expect(putSource(admin, { ...PULL, expectedVersion: 7 }, start)).rejects.toMatchObject({ code: "changed-meanwhile" });
    expect(await putSource(admin, { ...PULL, name: "Other", expectedVersion: 1 }, start)).toMatchObject({ created: false, version: 2 });
    await expect(putSource(admin, { ...PULL, settings: { kind: "json", address: "https://remote.example/" } }, start)).rejects.toMatchObject({ code: "source-kind-stays" });
    expect((await entries()).slice(0, 2)).toEqual(["source.change", "source.connect"]);
  });

  it("keeps its secret when none is given, loses it for null, and opens it under its own code and house alone", async () => {
    await putSource(admin, { ...PULL, secret: "s3cret" }, start);
    await putSource(admin, PULL, start);
    expect((await source("pull"))?.hasSecret).toBe(true);
    await putSource(admin, { ...PULL, secret: null }, start);
    expect((await source("pull"))?.hasSecret).toBe(false);
    const text = sealed("s3cret", "pull");
    expect([opened(text, "pull"), sealed("s3cret", "pull") === text]).toEqual(["s3cret", false]);
    expect(() => opened(text, "other")).toThrow(/secret-unreadable/);
    expect(() => opened(`${text.slice(0, -2)}AA`, "pull")).toThrow(/secret-unreadable/);
    const before = process.env["NEXTAUTH_SECRET"] ?? "";
    process.env["NEXTAUTH_SECRET"] = "another house";
    expect(() => opened(text, "pull")).toThrow(/secret-unreadable/);
    process.env["NEXTAUTH_SECRET"] = before;
  });

  it.each<[string, object, string]>([
    ["of an address with a password in it", { settings: { kind: "epcis", address: "https://me:pw@remote.example/" } }, "/settings/address"],
    ["of a file", { settings: { kind: "json", address: "file:///etc/passwd" } }, "/settings/address"],
    ["with a header that steers the connection", { settings: { kind: "json", address: "https://remote.example/", signIn: { kind: "header", name: "Host" } } }, "/settings/signIn/name"],
    ["with a query that pages by itself", { settings: { kind: "epcis", address: "https://remote.example/", query: "EQ_bizStep=shipping&perPage=1" } }, "/settings/query"],
    ["of an unknown kind", { settings: { kind: "ftp" } }, "/settings/kind"],
    ["with a code of its own making", { code: "Two words" }, "/code"],
    ["read every second", { schedule: { everySeconds: 1 } }, "/schedule/everySeconds"],
  ])("%s is refused with its pointer", async (_case, change, pointer) => {
    await expect(putSource(admin, { ...PULL, ...change })).rejects.toMatchObject({ code: "invalid-input", errors: [{ pointer: expect.stringContaining(pointer.split("/").slice(0, 2).join("/")) as string }] });
  });

  it("that moves elsewhere is read from its beginning, and the old one is known as a gap", async () => {
    await putSource(admin, PULL, start);
    await test.owner.begin(async (tx) => {
      await tx`select set_config('app.scope', 'all', true)`;
      await tx`update feed_sources set cursor = '{"kind":"epcis","recordTime":"2026-03-01T00:00:00.000Z","tail":[],"pages":[],"lookedBackAt":null,"window":null}'`;
    });
    await putSource(admin, { ...PULL, settings: { ...PULL.settings, perPage: 50 } }, start);
    expect((await source("pull"))?.cursor).not.toBeNull();
    await putSource(admin, { ...PULL, settings: { kind: "epcis", address: "https://moved.example/epcis" } }, start);
    expect((await source("pull"))?.cursor).toBeNull();
  });

  it("is managed by an administrator alone, and seen by a supervisor too", async () => {
    await putSource(admin, PULL, start);
    for (const actor of [person("supervisor"), person("customs_officer")]) {
      const refused = { code: "not-permitted" };
      await expect(putSource(actor, PULL)).rejects.toMatchObject(refused);
      await expect(setSourceState(actor, { code: "pull", state: "off" })).rejects.toMatchObject(refused);
      await expect(requestRun(actor, { code: "pull" })).rejects.toMatchObject(refused);
      await expect(resetCursor(actor, { code: "pull", reason: "x" })).rejects.toMatchObject(refused);
      await expect(issueSourceKey(actor, { code: "pull" })).rejects.toMatchObject(refused);
      await expect(revokeSourceKey(actor, { code: "pull", id: 1 })).rejects.toMatchObject(refused);
      await expect(trySource(actor, { settings: PULL.settings })).rejects.toMatchObject(refused);
    }
    expect((await reading(person("supervisor"), "source.read", (tx) => listSources(tx, { limit: 5, now: start }))).rows).toMatchObject([{ code: "pull" }]);
    await expect(reading(person("customs_officer"), "source.read", (tx) => listSources(tx, { limit: 5, now: start }))).rejects.toMatchObject({ code: "not-permitted" });
  });

  it("refuses what does not fit it, each with its reason", async () => {
    await putSource(admin, PULL, start);
    await putSource(admin, PUSH, start);
    await expect(requestRun(admin, { code: "push" })).rejects.toMatchObject({ code: "source-pushes" });
    await expect(resetCursor(admin, { code: "push", reason: "x" })).rejects.toMatchObject({ code: "source-pushes" });
    await expect(issueSourceKey(admin, { code: "pull" })).rejects.toMatchObject({ code: "source-is-read" });
    await expect(setSourceState(admin, { code: "pull", state: "on" })).rejects.toMatchObject({ code: "source-stands-so" });
    await expect(requestRun(admin, { code: "nobody" })).rejects.toMatchObject({ code: "source-unknown" });
    await expect(revokeSourceKey(admin, { code: "push", id: 99 })).rejects.toMatchObject({ code: "key-revoked-already" });
    await expect(resetCursor(admin, { code: "pull", reason: " " })).rejects.toMatchObject({ code: "invalid-input" });
  });
});

describe("a source that pushes", () => {
  it("counts what comes with its key: outcomes, the latest event, and the median delay of the last day", async () => {
    await putSource(admin, { ...PUSH, settings: { kind: "push" } }, start);
    const key = await sender();
    await send(key, documentOf("2026-03-02T07:59:00Z", "2026-03-02T07:58:56Z", "2026-03-02T06:00:00Z"));
    const again = documentOf("2026-03-02T07:59:30Z");
    await send(key, again);
    await send(key, again);
    expect(await source("push")).toMatchObject({ lastNewAt: start, lastEventAt: new Date("2026-03-02T07:59:30Z"), day: { accepted: 4, duplicate: 1, documents: 3 } });
    const delay = (await source("push"))?.day.delaySeconds ?? 0;
    expect([delay >= 53, delay <= 68]).toEqual([true, true]);
    expect((await source("push", after(86_401)))?.day).toMatchObject({ accepted: 0, documents: 0, delaySeconds: null });
    expect(await test.owner`select count(*)::int as n from graphile_worker.jobs where task_identifier = 'pull-source'`).toMatchObject([{ n: 0 }]);
  });

  it("is asked to wait when it has sent more than it may in a minute, and let in again afterwards", async () => {
    await putSource(admin, PUSH, start);
    const key = await sender();
    await send(key, documentOf("2026-03-02T07:00:00Z", "2026-03-02T07:00:01Z", "2026-03-02T07:00:02Z"));
    await expect(send(key, documentOf("2026-03-02T07:00:03Z"))).rejects.toMatchObject({ kind: "too-many", code: "source-limit", facts: { retryAfterSeconds: 31 } });
    await expect(send(key, documentOf("2026-03-02T07:00:03Z"), after(29))).rejects.toMatchObject({ code: "source-limit" });
    expect(await send(key, documentOf("2026-03-02T07:00:03Z"), after(31))).toMatchObject({ success: true });
  });

  it("is asked to wait for its bytes too", async () => {
    await putSource(admin, { ...PUSH, settings: { kind: "push", bytesPerMinute: 1000 } }, start);
    const key = await sender();
    const body = documentOf("2026-03-02T07:00:00Z", "2026-03-02T07:00:01Z", "2026-03-02T07:00:02Z", "2026-03-02T07:00:03Z");
    await send(key, body);
    await expect(send(key, documentOf("2026-03-02T07:00:04Z"))).rejects.toMatchObject({ code: "source-limit" });
  });

  it("is refused while it is off, and its revoked key is known no more", async () => {
    await putSource(admin, PUSH, start);
    const key = await sender();
    await setSourceState(admin, { code: "push", state: "off" }, start);
    await expect(send(key, documentOf("2026-03-02T07:00:00Z"))).rejects.toMatchObject({ kind: "forbidden", code: "source-off" });
    const [row] = await reading(admin, "source.read", async (tx) => sourceKeys(tx, (await sourceByCode(tx, "push", start))?.id ?? 0));
    const secret = await issueSourceKey(admin, { code: "push" }, start);
    const { id } = (await keyActorBy(hashOfToken(secret)))?.actor ?? { id: 0 };
    await revokeSourceKey(admin, { code: "push", id }, start);
    expect([row?.revokedAt, await keyActorBy(hashOfToken(secret))]).toEqual([null, undefined]);
  });

  it("binds its keys to a client certificate, those made before as well", async () => {
    await putSource(admin, PUSH, start);
    const secret = await issueSourceKey(admin, { code: "push" }, start);
    const print = "ab".repeat(32);
    expect(await keyActorBy(hashOfToken(secret))).toMatchObject({ certificate: null });
    await putSource(admin, { ...PUSH, settings: { ...PUSH.settings, certificate: print.toUpperCase().match(/../g)?.join(":") } }, start);
    expect([await keyActorBy(hashOfToken(secret)), await keyActorBy(hashOfToken(await issueSourceKey(admin, { code: "push" }, start)))]).toMatchObject([{ certificate: print }, { certificate: print }]);
  });
});

describe("a silent source", () => {
  it("raises one alert for each silence, and the next new event ends it", async () => {
    await putSource(admin, { ...PUSH, settings: { kind: "push" } }, start);
    const key = await sender();
    await send(key, documentOf("2026-03-02T07:00:00Z"));
    const silent = () => reading(admin, "source.read", silentSources);
    expect(await watchSources(undefined, after(3600))).toEqual({ silent: 0, heard: 0 });
    expect(await watchSources(undefined, after(3601))).toEqual({ silent: 1, heard: 0 });
    expect(await watchSources(undefined, after(3700))).toEqual({ silent: 0, heard: 0 });
    const standing = await source("push", after(3700));
    expect([standing && healthOf(standing, after(3700)), await silent(), (await entries())[0]]).toMatchObject(["silent", [{ code: "push", since: start }], "source.silent"]);
    const again = documentOf("2026-03-02T07:00:01Z");
    await send(key, again, after(3800));
    expect([await silent(), (await entries())[0]]).toEqual([[], "source.heard-again"]);
    await send(key, again, after(7000));
    expect(await watchSources(undefined, after(3800 + 3601))).toEqual({ silent: 1, heard: 0 });
  });

  it("that is turned off, or may be silent for longer, has no alert any more", async () => {
    await putSource(admin, PUSH, start);
    await watchSources(undefined, after(3601));
    await putSource(admin, { ...PUSH, staleAfterMinutes: null }, after(3602));
    expect(await watchSources(undefined, after(3603))).toEqual({ silent: 0, heard: 1 });
  });

  it("whose next reading was lost is read again", async () => {
    await putSource(admin, PULL, start);
    await setSourceState(admin, { code: "pull", state: "off" }, start);
    await setSourceState(admin, { code: "pull", state: "on" }, start);
    await test.owner`delete from graphile_worker._private_jobs`;
    await watchSources(undefined, after(200));
    expect(await jobs()).toBe(0);
    await watchSources(undefined, after(400));
    expect(await jobs()).toBe(1);
  });
});
