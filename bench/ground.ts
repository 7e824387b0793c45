import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { closeConnection } from "#db/client";
import { migrate } from "#db/migrate";
import { startServer } from "#db/server";
import type { Actor } from "#lib/access/actor";
import { decideCertificate } from "#lib/certificates/commands/decide";
import { submitCertificate } from "#lib/certificates/commands/submit";
import { ensureOrganisation } from "#lib/parties/commands/organisation";
import { putProduct } from "#lib/parties/commands/product";
import { putSite } from "#lib/parties/commands/site";
import { database } from "#db/client";

export const BOTTLE = "03012345000109";
export const SITE = "BENCH-SITE";
const SYSTEM: Actor = { kind: "system", name: "bench" };

/** A durable Postgres of its own in a temporary folder, migrated; what runs inside sees it as the product does. Removed afterwards. */
export async function onGround(work: (ground: { readonly owner: string; readonly app: string; readonly pid: number }) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "tallyhouse-bench-"));
  chmodSync(folder, 0o711);
  const server = await startServer(folder);
  try {
    process.env["TALLYHOUSE_DB_OWNER"] = server.owner;
    process.env["TALLYHOUSE_DB_APP"] = server.app;
    await migrate(server.owner);
    await work(server);
  } finally {
    await closeConnection();
    await server.stop();
    rmSync(server.home, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One product, one site and one approved certificate over 2023: the hot account. Returns a feed that may lodge, and the site's id. */
export async function hotAccount(certified: string): Promise<{ readonly feed: Actor; readonly siteId: number }> {
  const organisation = (code: string, kind: "platform" | "inspection_body" | "authority") => database().transaction(async (tx) => (await ensureOrganisation(tx, { code, name: code, kind })).id);
  await putProduct(SYSTEM, { gtin: BOTTLE, name: { en: "Red wine", zh: "红葡萄酒" }, hsCode: "2204210000", category: "wine", netContent: { value: "750", unit: "MLT" } });
  const site = await putSite(SYSTEM, { id: SITE, name: "Bench winery", country: "FR", kind: "winery", identifiers: [], aliases: [] });
  const inspector: Actor = { kind: "key", id: 1, name: "body", role: "inspector", organisation: await organisation("BODY", "inspection_body") };
  const regulator: Actor = { kind: "key", id: 2, name: "regulator", role: "market_regulator", organisation: await organisation("SAMR", "authority") };
  await submitCertificate(inspector, { number: "CAP-BENCH", site: SITE, scope: { gtins: [BOTTLE] }, quantity: { value: certified, unit: "XBO" }, production: { from: "2023-01-01", to: "2024-01-01" } });
  await decideCertificate(regulator, { number: "CAP-BENCH", decision: "approve", effective: "2023-01-01", reason: "bench" });
  return { feed: { kind: "key", id: 3, name: "feed", role: "feed", organisation: await organisation("FEED", "platform") }, siteId: site.record.id };
}

/** A declaration of one line of bottles of vintage 2023 from the hot site. */
export function declarationOf(number: string, bottles: number): object {
  return {
    number, revision: 1, lodgedAt: "2024-05-02T09:00:00+08:00", office: "2248", tradeMode: "0110", status: "lodged", importer: { id: "IMP1", name: "Importer 1" },
    lines: [{ no: 1, gtin: BOTTLE, hsCode: "2204210000", site: SITE, quantity: { value: String(bottles), unit: "XBO" }, vintage: 2023, originCountry: "FR" }],
  };
}

/** The value below which a share of the measurements lies, in their own unit. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Prints one figure beside its yardstick, and whether it reaches what was asked. */
export function report(what: string, figure: string, yardstick: string, reached: boolean): void {
  console.log(`${what}: ${figure}; yardstick ${yardstick}; ${reached ? "reached" : "NOT reached"}`);
  if (!reached) process.exitCode = 1;
}
