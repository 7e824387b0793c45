import { eq } from "drizzle-orm";
import type { PostgresJsDatabase } from "drizzle-orm/postgres-js";
import { people } from "#db/schema/access";
import { declarations } from "#db/schema/consignments";
import { offices } from "#db/schema/places";
import type { Actor } from "#lib/access/actor";
import type { Role } from "#lib/access/permission";
import { reading } from "#lib/audit/command";
import { decideCertificate } from "#lib/certificates/commands/decide";
import { submitCertificate } from "#lib/certificates/commands/submit";
import { lodge } from "#lib/lodging/commands/combine";
import { ensureOrganisation } from "#lib/parties/commands/organisation";
import { putProduct } from "#lib/parties/commands/product";
import { putSite } from "#lib/parties/commands/site";
import { assessDeclarations } from "#lib/triage/commands/assess";
import type { Officer } from "#lib/triage/officer";

const SYSTEM: Actor = { kind: "system", name: "test" };

/** The bottle, its case of six and the producer of the first example (docs/capacity.md), for tests. */
export const BOTTLE = "03012345000109";
export const CASE = "13012345000106";
export const SITE = "3012345000017";

/** The instant at which the tests of an example house happen. */
export const NOON = new Date("2026-03-02T04:00:00Z");

/** When the certificates of an example house became known. */
const CERTIFIED = new Date("2026-01-05T04:00:00Z");

/** A house for database tests: two offices with their people, a producer with 18,000 bottles certified for 2023 and 100 for 2022. */
export type ExampleHouse = {
  readonly feed: Actor;
  readonly inspector: Actor;
  /** Two officers of office 2248, one of 5304, a supervisor and a market regulator. */
  readonly anna: Officer;
  readonly ben: Officer;
  readonly chen: Officer;
  readonly sun: Officer;
  readonly mei: Officer;
  readonly moe: Officer;
  /** Lodges and assesses bottles of the 2023 wine, at office 2248 unless told otherwise; returns the declaration's id. */
  lodged(number: string, bottles: string, changes?: Record<string, unknown>): Promise<number>;
};

/** Makes the example house in an empty database. */
export async function exampleHouse(db: PostgresJsDatabase): Promise<ExampleHouse> {
  const organisation = (code: string, kind: "authority" | "inspection_body" | "platform") => db.transaction(async (tx) => (await ensureOrganisation(tx, { code, name: code, kind })).id);
  const [customs, market, body, platform] = [await organisation("GACC", "authority"), await organisation("SAMR", "authority"), await organisation("BODY", "inspection_body"), await organisation("WINDOW", "platform")];
  await db.insert(offices).values(["2248", "5304"].map((code) => ({ code, nameEn: code, nameZh: code, verified: true })));
  const person = async (login: string, role: Role, organisationId: number, office: string | null): Promise<Officer> => {
    const [made] = await db.insert(people).values({ login, name: login, nameZh: login, role, organisationId, officeCode: office }).returning({ id: people.id });
    return { kind: "person", id: made?.id ?? 0, login, name: login, role, organisation: organisationId, office, locale: "en" };
  };
  const inspector: Actor = { kind: "key", id: 2, name: "body", role: "inspector", organisation: body };
  const feed: Actor = { kind: "key", id: 1, name: "window", role: "feed", organisation: platform };
  const mei = await person("mei", "market_regulator", market, null);
  await certifiedWine(inspector, mei);
  const lodged = async (number: string, bottles: string, changes: Record<string, unknown> = {}): Promise<number> => {
    await lodge(feed, { ...wineDeclaration(number, bottles), ...changes }, NOON);
    const [row] = await reading(SYSTEM, "declaration.read", (tx) => tx.select({ id: declarations.id }).from(declarations).where(eq(declarations.number, number)));
    const id = row?.id ?? 0;
    await assessDeclarations([id], "lodged", NOON);
    return id;
  };
  return {
    feed, inspector, mei, lodged,
    anna: await person("anna", "customs_officer", customs, "2248"),
    ben: await person("ben", "customs_officer", customs, "2248"),
    chen: await person("chen", "customs_officer", customs, "5304"),
    sun: await person("sun", "supervisor", customs, null),
    moe: await person("moe", "market_regulator", market, null),
  };
}

/** A declaration of bottles of the wine, at first that of 2023, as it is lodged, for tests. */
export function wineDeclaration(number: string, bottles: string, vintage = 2023): Record<string, unknown> {
  const line = { no: 1, gtin: BOTTLE, hsCode: "2204210000", site: SITE, quantity: { value: bottles, unit: "XBO" }, vintage, originCountry: "FR" };
  return { number, revision: 1, lodgedAt: "2026-03-02T09:00:00+08:00", office: "2248", tradeMode: "0110", status: "lodged", importer: { id: "IMP1", name: "Shanghai Example Trading" }, lines: [line] };
}

async function certifiedWine(inspector: Actor, regulator: Actor): Promise<void> {
  const wine = { hsCode: "2204210000", category: "wine" };
  await putProduct(SYSTEM, { ...wine, gtin: BOTTLE, name: { en: "Red wine", zh: "红葡萄酒" }, netContent: { value: "750", unit: "MLT" } });
  await putProduct(SYSTEM, { ...wine, gtin: CASE, name: { en: "Red wine, case of 6", zh: "红葡萄酒（6瓶装）" }, netContent: { value: "4500", unit: "MLT" }, contains: { gtin: BOTTLE, quantity: 6 } });
  await putSite(SYSTEM, { id: SITE, name: "Château des Tests", country: "FR", kind: "winery", identifiers: [], aliases: [] });
  for (const { number, year, bottles } of [{ number: "CAP-WINE", year: 2023, bottles: "18000" }, { number: "CAP-2022", year: 2022, bottles: "100" }]) {
    await submitCertificate(inspector, { number, site: SITE, scope: { gtins: [BOTTLE] }, quantity: { value: bottles, unit: "XBO" }, production: { from: `${year}-01-01`, to: `${year + 1}-01-01` } }, CERTIFIED);
    await decideCertificate(regulator, { number, decision: "approve", effective: `${year}-01-01`, reason: "audited on site" }, CERTIFIED);
  }
}
