import type { Caller } from "./caller.ts";

/** The bottle of 750 mL, the case of six, and the site of the first example of the capacity rules. */
export const BOTTLE = "03012345000024";
export const CASE = "03012345000031";
export const SITE = "3012345000017";

export const bottleBody = { name: { en: "Wine 2023", zh: "葡萄酒 2023" }, hsCode: "2204210000", category: "wine", netContent: { value: "0.75", unit: "LTR" } };
export const caseBody = { ...bottleBody, name: { en: "Wine 2023, case of 6", zh: "葡萄酒 2023，6 瓶装" }, netContent: { value: "4.5", unit: "LTR" }, contains: { gtin: BOTTLE, quantity: 6 } };
export const siteBody = { name: "Château Exemple", country: "FR", kind: "winery", identifiers: ["FR-33-000123"], aliases: ["Chateau Exemple SCEA"], location: { lat: 44.84, lon: -0.58 } };
export const certificateBody = { number: "CAP-2023-0017", site: SITE, scope: { gtins: [BOTTLE, CASE] }, quantity: { value: "18000", unit: "XBO" }, production: { from: "2023-01-01", to: "2024-01-01" } };

/** A declaration of wine of the vintage 2023, as the body of PUT. */
export function declared(value: string, unit: string, gtin: string, importer: string): Record<string, unknown> {
  return {
    revision: 1, lodgedAt: "2026-03-02T09:15:00+08:00", office: "2248", tradeMode: "0110", status: "lodged", importer: { id: importer, name: `Importer ${importer}` },
    lines: [{ no: 1, gtin, hsCode: "2204210000", site: SITE, quantity: { value, unit }, vintage: 2023, originCountry: "FR" }],
  };
}

/** Records the products and the site. */
export async function recordGoods(administrator: Caller): Promise<void> {
  await administrator.call("putProduct", { path: { gtin: BOTTLE }, body: bottleBody });
  await administrator.call("putProduct", { path: { gtin: CASE }, body: caseBody });
  await administrator.call("putSite", { path: { id: SITE }, body: siteBody });
}

/** Submits and approves the certificate over 18,000 bottles. */
export async function certify(inspector: Caller, regulator: Caller): Promise<void> {
  await inspector.call("postCapacityCertificate", { body: certificateBody });
  await regulator.call("postCapacityCertificateDecision", { path: { number: certificateBody.number }, body: { decision: "approve", effective: "2023-01-01", reason: "audit conform" } });
}
