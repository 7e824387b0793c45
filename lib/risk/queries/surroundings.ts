import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { idList, readRows, textsList } from "#db/columns";
import type { CertificateStatus } from "#lib/certificates/certificate";
import type { Gathered, ImporterFacts, NamedProduct, SiteFacts } from "../gathered.ts";
import type { AccountCertificate } from "../subject.ts";
import type { KeyedAccount } from "./accounts.ts";
import type { Held } from "./held.ts";

/** A lot by its product. */
export type LotName = { readonly gtin: string; readonly lot: string };

/** Holds importers by their ids. */
export async function holdImporters(tx: Transaction, ids: readonly number[], held: Held): Promise<void> {
  const fresh = held.fresh("importer", ids);
  if (fresh.length === 0) return;
  const rows = await readRows<ImporterFacts & { readonly id: number }>(tx, { id: "id", name: "name_en", verified: "verified" }, sql`from organisations where id = any${idList(fresh)}`);
  for (const { id, name, verified } of rows) held.importers.set(id, { name, verified });
}

/** Holds which of some offices are known ones. */
export async function holdOffices(tx: Transaction, codes: readonly string[], held: Held): Promise<void> {
  const fresh = held.fresh("office", codes);
  if (fresh.length === 0) return;
  const rows = await readRows<{ readonly code: string }>(tx, { code: "code" }, sql`from offices where code = any(${textsList(fresh)}::text[]) and verified`);
  for (const { code } of rows) held.verifiedOffices.add(code);
}

type ProductRow = Omit<NamedProduct, "netBase" | "containsQuantity"> & { readonly netBase: string; readonly containsQuantity: string | null };

/** Holds products and all they contain, down to the consumer units: one statement for each depth of packing. */
export async function holdProducts(tx: Transaction, declared: readonly string[], held: Held): Promise<void> {
  for (let gtins = held.fresh("product", declared); gtins.length > 0;) {
    const rows = await readRows<ProductRow>(tx, {
      gtin: "gtin", category: "category", netDimension: "net_dimension", netBase: "net_base::text", containsGtin: "contains_gtin", containsQuantity: "contains_quantity::text", nameEn: "name_en", nameZh: "name_zh",
    }, sql`from products where gtin = any(${textsList(gtins)}::bpchar[])`);
    for (const row of rows) held.products.set(row.gtin, { ...row, netBase: BigInt(row.netBase), containsQuantity: row.containsQuantity === null ? null : BigInt(row.containsQuantity) });
    gtins = held.fresh("product", rows.flatMap(({ containsGtin }) => containsGtin ?? []));
  }
}

type SiteRow = { readonly id: number; readonly name: string; readonly country: string };
/** A certificate as it was submitted, and whether it was ever approved. */
export type CertificateRow = {
  readonly siteId: number;
  readonly number: string;
  readonly base: string;
  readonly en: string;
  readonly zh: string;
  readonly scopeKey: string;
  readonly dimension: string;
  readonly from: string;
  readonly to: string;
  readonly status: CertificateStatus;
  readonly extract: boolean;
  readonly approved: boolean;
};

/** Holds sites by their ids, with the bodies that ever had a certificate of them approved. */
export async function holdSites(tx: Transaction, ids: readonly number[], held: Held): Promise<void> {
  const siteIds = held.fresh("site", ids);
  if (siteIds.length === 0) return;
  const [sites, certificates] = await Promise.all([
    readRows<SiteRow>(tx, { id: "id", name: "name", country: "country" }, sql`from sites where id = any${idList(siteIds)}`),
    readRows<CertificateRow>(tx, {
      siteId: "c.site_id",
      number: "c.number",
      base: "c.base::text",
      en: "o.name_en",
      zh: "o.name_zh",
      scopeKey: "c.scope_key",
      dimension: "c.dimension",
      from: "c.produced_from",
      to: "c.produced_to",
      status: "c.status",
      extract: "c.extract_of_id is not null",
      approved: "exists (select from certificate_decisions d where d.certificate_id = c.id and d.decision = 'approve')",
    }, sql`from capacity_certificates c join organisations o on o.id = c.issuer_id where c.site_id = any${idList(siteIds)}`),
  ]);
  const ofSite = Map.groupBy(certificates, (row) => row.siteId);
  for (const site of sites) {
    const own = ofSite.get(site.id) ?? [];
    held.siteFacts.set(site.id, { ...site, bodies: bodiesOf(own) });
    held.submitted.set(site.id, own);
  }
}

/** The certificates in force of the accounts that some postings stand on, by the accounts' ids: those of their own scope and period that are no extract of another. */
export function certificatesOn(standing: readonly { readonly accountId: number }[], { accounts, submitted, certificates }: Held): Held["certificates"] {
  for (const { accountId } of standing) {
    const account = certificates.has(accountId) ? undefined : accounts.get(accountId);
    if (account !== undefined) certificates.set(accountId, inForceOn(account, submitted.get(account.siteId) ?? []));
  }
  return certificates;
}

function bodiesOf(rows: readonly CertificateRow[]): SiteFacts["bodies"] {
  const approved = rows.filter((row) => row.approved).map(({ en, zh }) => ({ en, zh }));
  return [...new Map(approved.map((body) => [`${body.en}|${body.zh}`, body])).values()].toSorted((a, b) => (a.en < b.en ? -1 : 1));
}

function inForceOn(account: KeyedAccount, rows: readonly CertificateRow[]): AccountCertificate[] {
  const own = rows.filter((row) => row.status === "approved" && !row.extract && row.scopeKey === account.scopeKey && row.dimension === account.dimension && row.from === account.from && row.to === account.to);
  return own.toSorted((a, b) => (a.number < b.number ? -1 : 1)).map(({ number, base, en, zh }) => ({ number, base: BigInt(base), body: { en, zh } }));
}

/** What is known of lots. */
export async function lotsNamed(tx: Transaction, names: readonly LotName[]): Promise<Gathered["lots"]> {
  if (names.length === 0) return [];
  return readRows<Gathered["lots"][number]>(tx, { gtin: "lots.gtin", lot: "lots.lot", siteId: "lots.site_id", siteName: "sites.name", producedOn: "lots.produced_on", expiresOn: "lots.expires_on", source: "lots.source_kind", sourceId: "lots.source_id" },
    sql`from ${asked(names)} join lots on lots.gtin = asked.gtin and lots.lot = asked.lot left join sites on sites.id = lots.site_id`);
}

/** The mass balances of lots. */
export async function balancesOf(tx: Transaction, names: readonly LotName[]): Promise<Gathered["balances"]> {
  if (names.length === 0) return [];
  return readRows<Gathered["balances"][number]>(tx, { gtin: "b.gtin", lot: "b.lot", balance: "b.balance" }, sql`from ${asked(names)} join lot_balances b on b.gtin = asked.gtin and b.lot = asked.lot`);
}

function asked(names: readonly LotName[]): ReturnType<typeof sql> {
  return sql`unnest(${textsList(names.map(({ gtin }) => gtin))}::bpchar[], ${textsList(names.map(({ lot }) => lot))}) as asked (gtin, lot)`;
}
