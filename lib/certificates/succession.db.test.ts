import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { people } from "#db/schema/access";
import { auditEntries } from "#db/schema/audit";
import { testDatabase, type TestDatabase } from "#db/testing";
import type { Actor } from "#lib/access/actor";
import type { Role } from "#lib/access/permission";
import { reading } from "#lib/audit/command";
import { noticesOf } from "#lib/notices/queries";
import { ensureOrganisation } from "#lib/parties/commands/organisation";
import { putProduct } from "#lib/parties/commands/product";
import { putSite } from "#lib/parties/commands/site";
import { decideCertificate } from "./commands/decide.ts";
import { submitCertificate } from "./commands/submit.ts";
import { certificateView } from "./queries.ts";

const BOTTLE = "03012345000024";
const SITE = "3012345000017";
const SYSTEM: Actor = { kind: "system", name: "test" };

let house: TestDatabase;
let inspector: Actor;
let rival: Actor;
let regulator: Actor;
let insider: Actor;
let ownPerson: number;
let rivalPerson: number;

beforeAll(async () => {
  house = await testDatabase();
  const idOf = async (code: string) => (await house.db.transaction((tx) => ensureOrganisation(tx, { code, name: code, kind: "inspection_body" }))).id;
  const [body, other, market] = [await idOf("BODY"), await idOf("RIVAL"), await idOf("MARKET")];
  const key = (id: number, role: Role, organisation: number): Actor => ({ kind: "key", id, name: `key ${id}`, role, organisation });
  [inspector, rival, regulator, insider] = [key(1, "inspector", body), key(2, "inspector", other), key(3, "market_regulator", market), key(4, "market_regulator", body)];
  const person = async (login: string, organisationId: number) => (await house.db.insert(people).values({ login, name: login, nameZh: login, role: "inspector", organisationId }).returning({ id: people.id }))[0]?.id ?? 0;
  [ownPerson, rivalPerson] = [await person("own", body), await person("rival", other)];
  await putProduct(SYSTEM, { gtin: BOTTLE, name: { en: "Bottle", zh: "瓶" }, hsCode: "2204210000", category: "wine", netContent: { value: "750", unit: "MLT" } });
  for (const id of [SITE, "TWIN-1"]) await putSite(SYSTEM, { id, name: `Site ${id}`, country: "FR", kind: "winery" });
});
afterAll(() => house.close());

let counter = 0;
const certificate = (change: object = {}) => ({
  number: `CAP-${String(++counter)}`,
  site: SITE,
  scope: { gtins: [BOTTLE] },
  quantity: { value: "18000", unit: "XBO" },
  production: { from: "2023-01-01", to: "2024-01-01" },
  ...change,
});
const decision = (number: string, decided: "approve" | "revoke") => ({ number, decision: decided, effective: "2023-01-01", reason: "audited on site" });
const read = <T>(work: Parameters<typeof reading<T>>[2], by: Actor = regulator) => reading(by, "certificate.read", work);
const submitted = async (change: object = {}) => (await submitCertificate(inspector, certificate(change))).number;
const approved = async (change: object = {}) => {
  const number = await submitted(change);
  await decideCertificate(regulator, decision(number, "approve"));
  return number;
};

describe("a certificate that supersedes another body's", () => {
  test("leaves it as it is until a regulator approves, who sees both; then each body knows the other's number and no more", async () => {
    const old = await approved();
    const body = certificate({ supersedes: old, quantity: { value: "12000", unit: "XBO" } });
    expect(await submitCertificate(rival, body)).toMatchObject({ status: "submitted", created: true });
    expect(await submitCertificate(rival, body)).toMatchObject({ created: false });
    expect(await read((tx) => certificateView(tx, old), inspector)).toMatchObject({ status: "approved", supersededBy: [], ofOthers: [] });
    expect(await read((tx) => certificateView(tx, body.number), rival)).toMatchObject({ supersedes: old, ofOthers: [old] });
    expect(await read((tx) => certificateView(tx, body.number))).toMatchObject({ supersedes: old, ofOthers: [], issuer: { code: "RIVAL" } });
    const { version } = await read((tx) => certificateView(tx, old)) ?? { version: 0 };
    await decideCertificate(regulator, decision(body.number, "approve"));
    expect(await read((tx) => certificateView(tx, old), inspector)).toMatchObject({ status: "superseded", version: version + 1, supersededBy: [body.number], ofOthers: [body.number] });
    expect(await read((tx) => certificateView(tx, body.number), inspector)).toBeUndefined();
    expect(
      await read((tx) =>
        tx
          .select({ action: auditEntries.action, facts: auditEntries.facts })
          .from(auditEntries)
          .where(and(eq(auditEntries.subjectId, old), eq(auditEntries.action, "certificate.supersede"))),
      ),
    ).toMatchObject([{ facts: { by: body.number, from: "approved", otherBody: true } }]);
  });

  test("is told to the people of the body it replaces, by number and day alone, and to its own as approved", async () => {
    const old = await approved();
    const { number } = await submitCertificate(rival, certificate({ supersedes: old }));
    await decideCertificate(regulator, decision(number, "approve"));
    const newest = async (person: number) => (await reading(SYSTEM, "notice.read", (tx) => noticesOf(tx, person, { limit: 1 }))).rows[0];
    expect(await newest(ownPerson)).toMatchObject({
      kind: "certificate-superseded",
      href: `/certificates/${old}`,
      title: { en: expect.stringContaining(old), zh: expect.stringContaining(old) },
      body: { en: expect.stringContaining(number), zh: expect.stringContaining("2023-01-01") },
    });
    expect(await newest(rivalPerson)).toMatchObject({ kind: "certificate-decided", href: `/certificates/${number}`, title: { zh: `证书 ${number} 已批准` } });
  });

  test("is refused where that one is of another site, is not decided on yet, or is not there: nobody is told which", async () => {
    const [elsewhere, undecided] = [await approved({ site: "TWIN-1" }), await submitted()];
    for (const supersedes of [elsewhere, undecided, "CAP-NONE"]) {
      await expect(submitCertificate(rival, certificate({ supersedes }))).rejects.toMatchObject({ kind: "unprocessable", code: "unknown-certificate", errors: [{ pointer: "/supersedes" }] });
    }
  });

  test("is decided by nobody of either body", async () => {
    const old = await approved();
    const { number } = await submitCertificate(rival, certificate({ supersedes: old }));
    await expect(decideCertificate(insider, decision(number, "approve"))).rejects.toMatchObject({ kind: "forbidden", code: "four-eyes" });
    await expect(decideCertificate(insider, decision(number, "revoke"))).rejects.toMatchObject({ kind: "forbidden", code: "four-eyes" });
    expect(await decideCertificate(regulator, decision(number, "revoke"))).toMatchObject({ status: "revoked" });
    expect(await read((tx) => certificateView(tx, old))).toMatchObject({ status: "approved" });
  });
});
