import { asc, eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { askTogether, type Question } from "#db/rows";
import { lineAnswers } from "#db/schema/capacity";
import { declarationRevisions, declarations } from "#db/schema/consignments";
import { Refusal, type InputProblem } from "#lib/access/refusal";
import { gtinsOf, type LedgerProduct } from "#lib/capacity/chargeable";
import type { KnownLot } from "#lib/capacity/produced";
import { knownLots, ledgerProducts } from "#lib/capacity/queries/ledger";
import type { Declared } from "#lib/consignments/declaration";
import { parseGln } from "#lib/identification/gln";
import { ensureOffices } from "#lib/parties/commands/office";
import { ensureImporters } from "#lib/parties/commands/organisation";
import { knownOffices, organisationIds, resolveSites, sitesByNumber, type SiteResolution } from "#lib/parties/queries";

/** The facts that declarations point at, read once for all that are lodged together. */
export type Facts = {
  readonly products: ReadonlyMap<string, LedgerProduct>;
  readonly sites: ReadonlyMap<string, SiteResolution>;
  readonly lots: ReadonlyMap<string, KnownLot>;
  /** The ids of the importers that are known, by code, and the codes of known offices. */
  readonly importers: ReadonlyMap<string, number>;
  readonly offices: ReadonlySet<string>;
  /** Declarations recorded before: the sites their lines are on, or are charged to for what went into the goods; those accounts move too. */
  readonly recorded: ReadonlyMap<string, readonly number[]>;
  /** The revision that stands of each of them. */
  readonly standing: ReadonlyMap<string, number>;
  /** Ids for the declarations that are new. */
  readonly fresh: ReadonlyMap<string, number>;
};

/** A declaration as recorded, with every revision known of it. */
export type Recorded = {
  readonly row: Pick<typeof declarations.$inferSelect, "id" | "lodgerOrganisationId" | "importerId" | "releasedRevision" | "revision">;
  readonly revisions: readonly (typeof declarationRevisions.$inferSelect)[];
  readonly answers: readonly (typeof lineAnswers.$inferSelect)[];
};

/**
 * Reads all that declarations point at. A release that comes late can let lines of another revision stand, which a withdrawal had taken back:
 * for such a one, what its other revisions point at is read as well.
 */
export async function gatherFacts(tx: Transaction, items: readonly Declared[]): Promise<Facts> {
  const facts = await factsOf(tx, items);
  const late = items.filter(({ number, status, revision }) => status === "released" && revision < (facts.standing.get(number) ?? 0)).map((item) => item.number);
  if (late.length === 0) return facts;
  const rows = await tx.select({ body: declarationRevisions.body }).from(declarationRevisions).innerJoin(declarations, eq(declarations.id, declarationRevisions.declarationId)).where(inArray(declarations.number, late));
  const others = await factsOf(tx, rows.map((row) => row.body));
  return { ...facts, products: new Map([...others.products, ...facts.products]), sites: new Map([...others.sites, ...facts.sites]), lots: new Map([...others.lots, ...facts.lots]) };
}

async function factsOf(tx: Transaction, items: readonly Declared[]): Promise<Facts> {
  const lines = items.flatMap((item) => item.lines);
  const declaredSites = [...new Set(lines.map((line) => line.site))];
  const [products, numbered, numbers, importers, offices] = await askTogether(tx, [
    ledgerProducts([...new Set(lines.map((line) => line.gtin))]),
    sitesByNumber(declaredSites),
    numbersOf(items.map((item) => item.number)),
    organisationIds(items.map((item) => item.importer.id)),
    knownOffices(items.map((item) => item.office)),
  ]);
  const sites = numbered.size === declaredSites.length ? numbered : new Map([...numbered, ...(await resolveSites(tx, declaredSites.filter((text) => !numbered.has(text))))]);
  const lots = await knownLots(tx, lines.flatMap((line) => gtinsOf(line.gtin, products).flatMap((gtin) => line.lots.map((lot) => ({ gtin, lot })))));
  return { products, sites, lots, importers, offices, ...numbers };
}

/** The ids of the importers of these declarations; importers and offices first seen are taken in as unverified. */
export async function importersOf(tx: Transaction, items: readonly Declared[], facts: Facts): Promise<ReadonlyMap<string, number>> {
  if (items.some((item) => !facts.offices.has(item.office))) await ensureOffices(tx, items.map((item) => item.office));
  if (items.every((item) => facts.importers.has(item.importer.id))) return facts.importers;
  const taken = await ensureImporters(tx, items.map((item) => item.importer));
  return new Map([...taken].map(([code, importer]) => [code, importer.id]));
}

type NumberRow = { readonly number: string; readonly recorded: boolean; readonly standing: number | null; readonly sites: readonly number[] | null; readonly fresh: number | null };

function numbersOf(numbers: readonly string[]): Question<NumberRow, Pick<Facts, "recorded" | "standing" | "fresh">> {
  return {
    select: sql`
      select wanted.number, declarations.id is not null as recorded, declarations.revision as standing,
        (select json_agg(site_id) from (select site_id from declaration_lines where declaration_id = declarations.id and site_id > 0 union select site_id from sourced_shares where declaration_id = declarations.id) as charged) as sites,
        case when declarations.id is null then nextval('declarations_id_seq') end as fresh
      from unnest(${sql.param([...numbers])}::text[]) as wanted (number) left join declarations on declarations.number = wanted.number`,
    read: (rows) => ({
      recorded: new Map(rows.flatMap((row) => (row.recorded ? [[row.number, row.sites ?? []] as const] : []))),
      standing: new Map(rows.flatMap((row) => (row.standing === null ? [] : [[row.number, row.standing] as const]))),
      fresh: new Map(rows.flatMap((row) => (row.fresh === null ? [] : [[row.number, row.fresh] as const]))),
    }),
  };
}

/** The refusal of a declaration that names sites or products this house does not know; undefined when all are known. */
export function refusalOf(item: Declared, facts: Facts): Refusal | undefined {
  const problems = item.lines.flatMap((line, index): InputProblem[] => [
    ...(facts.products.has(line.gtin)
      ? []
      : [
          {
            pointer: `/lines/${index}/gtin`,
            code: "unknown-product",
            detail: `No product ${line.gtin} is registered. Register it with PUT /api/v1/products/${line.gtin}, then lodge again.`,
          },
        ]),
    ...(facts.sites.get(line.site)?.kind === "unknown" || !facts.sites.has(line.site) ? [{ pointer: `/lines/${index}/site`, code: "unknown-site", detail: unknownSite(line.site) }] : []),
  ]);
  if (problems.length === 0) return undefined;
  return new Refusal("unprocessable", problems[0]?.code ?? "unknown-reference", { number: item.number }, problems);
}

function unknownSite(declared: string): string {
  const gln = /^\d{13}$/.test(declared) ? parseGln(declared) : undefined;
  const doubt = gln?.ok === false ? ` As a GLN it is wrong: ${gln.detail}.` : "";
  return `No production site is known as ${declared}.${doubt} Correct the number, or register the site with PUT /api/v1/sites/{id}, then lodge again.`;
}

/** The recorded declarations of some numbers, locked against other revisions, with all that was said of them before. */
export async function recordedOf(tx: Transaction, numbers: readonly string[]): Promise<Map<string, Recorded>> {
  if (numbers.length === 0) return new Map();
  const rows = await tx.select().from(declarations).where(inArray(declarations.number, [...numbers])).orderBy(asc(declarations.number)).for("update");
  const ids = rows.map((row) => row.id);
  if (ids.length === 0) return new Map();
  const [revisions, answers] = await Promise.all([
    tx.select().from(declarationRevisions).where(inArray(declarationRevisions.declarationId, ids)),
    tx.select().from(lineAnswers).where(inArray(lineAnswers.declarationId, ids)),
  ]);
  return new Map(rows.map((row) => [row.number, {
    row,
    revisions: revisions.filter((one) => one.declarationId === row.id),
    answers: answers.filter((one) => one.declarationId === row.id),
  }]));
}
