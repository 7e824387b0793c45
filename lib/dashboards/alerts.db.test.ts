import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { alerts } from "#db/schema/notices";
import { testDatabase, type TestDatabase } from "#db/testing";
import { exampleHouse, NOON, type ExampleHouse } from "#db/testing/exampleHouse";
import type { Actor } from "#lib/access/actor";
import { reading } from "#lib/audit/command";
import { noticesOf } from "#lib/notices/queries";
import { putAlert, removeAlert, tryAlert, watchAlerts } from "./commands/alerts.ts";
import { foldFigures } from "./commands/fold.ts";

const SYSTEM: Actor = { kind: "system", name: "test" };
const after = (minutes: number) => new Date(NOON.getTime() + minutes * 60_000);
let test: TestDatabase;
let house: ExampleHouse;

beforeAll(async () => {
  test = await testDatabase();
  house = await exampleHouse(test.db);
});
afterAll(() => test.close());

const alert = (changes: object = {}) => ({ name: { en: "Open declarations", zh: "待处理报关单" }, figure: "open", comparison: "at-least", value: 2, audience: { roles: ["supervisor"] }, coolDownMinutes: 10, ...changes });
const told = async () => (await reading(SYSTEM, "notice.read", (tx) => noticesOf(tx, house.sun.id, { limit: 50 }))).rows.map(({ kind, body }) => [kind, body.en]);
const kept = async (id: number) => (await reading(SYSTEM, "alert.manage", (tx) => tx.select().from(alerts).where(eq(alerts.id, id))))[0];

it("an alert tells when its figure passes the threshold, again after each cool-down while it stays passed, and not below", async () => {
  const { id } = await putAlert(house.sun, alert(), NOON);
  await house.lodged("ALERT-1", "10");
  await foldFigures();
  await watchAlerts(after(0));
  expect([await told(), (await kept(id))?.lastValue, (await kept(id))?.passed]).toEqual([[], 1, false]);
  await house.lodged("ALERT-2", "10");
  await foldFigures();
  await watchAlerts(after(1));
  expect(await told()).toEqual([["alert", "2; the alert is for at least 2"]]);
  await watchAlerts(after(2));
  await watchAlerts(after(10));
  expect(await told()).toHaveLength(1);
  await watchAlerts(after(11));
  expect(await told()).toHaveLength(2);
  await removeAlert(house.sun, { id });
  await watchAlerts(after(30));
  expect(await told()).toHaveLength(2);
});

it("an alert that is tried tells its audience at once, as a trial", async () => {
  const { id } = await putAlert(house.sun, alert({ value: 1_000 }));
  expect(await tryAlert(house.sun, { id }, NOON)).toMatchObject({ people: 1, figure: 2 });
  expect((await told())[0]).toEqual(["trial", "sun tries this alert. 2; the alert is for at least 1000"]);
});

it("a share of nothing passes no threshold", async () => {
  const { id } = await putAlert(house.sun, alert({ figure: "random-found-share", comparison: "at-most", value: 0.5 }));
  const before = (await told()).length;
  await watchAlerts(after(60));
  expect([(await kept(id))?.lastValue, (await kept(id))?.passed, (await told()).length]).toEqual([null, false, before]);
});

it("an alert is changed under its version, and is refused for a figure there is not, for what it cannot be narrowed by, and for nobody", async () => {
  const { id, version } = await putAlert(house.sun, alert());
  expect(await putAlert(house.sun, { ...alert({ value: 3 }), id, expectedVersion: version })).toMatchObject({ version: 2, created: false });
  await expect(putAlert(house.sun, { ...alert(), id, expectedVersion: 1 })).rejects.toMatchObject({ code: "changed-meanwhile" });
  await expect(putAlert(house.sun, alert({ figure: "happiness" }))).rejects.toMatchObject({ code: "unknown-figure" });
  await expect(putAlert(house.sun, alert({ filter: { days: 3 } }))).rejects.toMatchObject({ code: "figure-takes-not" });
  await expect(putAlert(house.sun, alert({ audience: {} }))).rejects.toMatchObject({ code: "nobody-told" });
  await expect(tryAlert(house.sun, { id: 999_999 })).rejects.toMatchObject({ code: "unknown-alert" });
});

it("alerts are refused to officers", async () => {
  for (const act of [putAlert(house.anna, alert()), removeAlert(house.anna, { id: 1 }), tryAlert(house.anna, { id: 1 })]) await expect(act).rejects.toMatchObject({ kind: "forbidden", code: "not-permitted" });
});
