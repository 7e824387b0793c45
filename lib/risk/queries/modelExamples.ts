import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { packingFrom } from "#lib/capacity/chargeable";
import type { DeclaredLine, Declared as DeclaredRevision } from "#lib/consignments/declaration";
import { parseQuantity } from "#lib/measures/measured";
import { parseUnitPrice } from "#lib/measures/money";
import { productsWithPacking } from "#lib/parties/queries";
import { amountsOf } from "../amount.ts";
import { declaredLine, type Told } from "../declaredLine.ts";
import type { Declared } from "../declared.ts";
import type { Example } from "../modelTraining.ts";

/** Whose declarations: of the whole house (empty) or of one office; what was said of them until this instant. */
export type Scope = { readonly office: string; readonly labelledUntil: Date };

/** As many declarations are read by one round of statements, and at most as many are learned from: the latest. */
const BLOCK = 2000;
const MOST_EXAMPLES = 60_000;
const MOST_POPULATION = 5000;

type Lodged = { readonly id: number; readonly lodgedAt: string; readonly lines: readonly Declared[] };

/** How many declarations have a known outcome, and in how many something was confirmed. */
export async function labelledCount(tx: Transaction, scope: Scope): Promise<{ readonly examples: number; readonly confirmed: number }> {
  const [row] = await tx.execute<{ examples: number; confirmed: number }>(sql`select count(*)::int as examples, count(*) filter (where confirmed)::int as confirmed from (${labelled(scope)}) as labels`);
  return { examples: row?.examples ?? 0, confirmed: row?.confirmed ?? 0 };
}

/** The same for each office that has any, by its code. */
export async function labelledByOffice(tx: Transaction, labelledUntil: Date): Promise<readonly { readonly office: string; readonly examples: number; readonly confirmed: number }[]> {
  return tx.execute<{ office: string; examples: number; confirmed: number }>(sql`
    select office_code as office, count(*)::int as examples, count(*) filter (where confirmed)::int as confirmed
    from (${labelled({ office: "", labelledUntil })}) as labels group by 1 order by 2 desc, 1`);
}

/** Declarations with a known outcome, with their lines as they were first lodged: what an examination found and was written into them later is not among it. */
export async function examplesOf(tx: Transaction, scope: Scope): Promise<readonly Example[]> {
  const rows = await tx.execute<{ id: string; confirmed: boolean }>(sql`select id::text as id, confirmed from (${labelled(scope)} order by lodged_at desc, id desc limit ${MOST_EXAMPLES}) as labels order by id`);
  const labels = new Map(rows.map(({ id, confirmed }) => [Number(id), confirmed]));
  return (await lodgedOf(tx, [...labels.keys()])).flatMap(({ id, lodgedAt, lines }): Example[] => (lines.length === 0 ? [] : [{ declaration: id, lodgedAt, confirmed: labels.get(id) === true ? 1 : 0, lines }]));
}

/** Declarations drawn by the seed of those lodged between two instants, examined or not: what the model meets every day. */
export async function populationOf(tx: Transaction, { office, labelledUntil }: Scope, from: Date, to: Date, seed: number): Promise<readonly (readonly Declared[])[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    select id::text as id from declarations
    where lodged_at between ${from.toISOString()}::timestamptz and ${to.toISOString()}::timestamptz and recorded_at <= ${labelledUntil.toISOString()}::timestamptz and (${office} = '' or office_code = ${office})
    order by md5(${String(seed)} || ':' || id) limit ${MOST_POPULATION}`);
  return (await lodgedOf(tx, rows.map(({ id }) => Number(id)).toSorted((a, b) => a - b))).map(({ lines }) => lines);
}

/** The label of a declaration by all that was said of it until then (see `labelOf`). */
function labelled({ office, labelledUntil }: Scope) {
  return sql`
    select declarations.id, declarations.lodged_at, declarations.office_code, bool_or(outcomes.result = 'confirmed') as confirmed
    from outcomes join declarations on declarations.id = outcomes.declaration_id
    where outcomes.at <= ${labelledUntil.toISOString()}::timestamptz and (outcomes.result = 'confirmed' or (outcomes.rule is null and outcomes.source <> 'review')) and (${office} = '' or declarations.office_code = ${office})
    group by declarations.id`;
}

async function lodgedOf(tx: Transaction, ids: readonly number[]): Promise<readonly Lodged[]> {
  const lodged: Lodged[] = [];
  for (let at = 0; at < ids.length; at += BLOCK) lodged.push(...(await lodgedBlock(tx, ids.slice(at, at + BLOCK))));
  return lodged;
}

type Row = { readonly id: string; readonly number: string; readonly importer: string; readonly lodger: string; readonly recorded: Date | string; readonly body: DeclaredRevision };
type Document = { readonly declaration: string; readonly port: string; readonly recorded: Date | string };

/** The first revision of declarations, and where transport documents known by then say they were loaded. */
async function lodgedBlock(tx: Transaction, ids: readonly number[]): Promise<readonly Lodged[]> {
  const wanted = sql`(select id::bigint from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) as wanted (id))`;
  const [rows, documents] = await Promise.all([
    tx.execute<Row>(sql`
      select declarations.id::text as id, number, importer_id::text as importer, lodger_organisation_id::text as lodger, declarations.recorded_at as recorded, first.body
      from declarations cross join lateral (select body from declaration_revisions where declaration_id = declarations.id order by revision limit 1) as first
      where declarations.id in ${wanted} order by declarations.id`),
    tx.execute<Document>(sql`
      select declarations.number as declaration, port_of_loading as port, transport_documents.recorded_at as recorded
      from declarations join transport_documents on transport_documents.declarations @> array[declarations.number]
        and (from_feed or organisation_id = declarations.lodger_organisation_id or organisation_id = declarations.importer_id)
      where declarations.id in ${wanted} and port_of_loading is not null order by transport_documents.number`),
  ]);
  const products = await productsWithPacking(tx, [...new Set(rows.flatMap(({ body }) => body.lines.map(({ gtin }) => gtin)))]);
  const loaded = Map.groupBy(documents, ({ declaration }) => declaration);
  return rows.map(({ id, number, importer, lodger, recorded, body }) => {
    const port = loaded.get(number)?.find((document) => new Date(document.recorded) <= new Date(recorded))?.port ?? null;
    const lines = body.lines.map((line) =>
      declaredLine({
        office: body.office,
        tradeMode: body.tradeMode,
        importer: Number(importer),
        lodger: Number(lodger),
        site: line.site,
        hsCode: line.hsCode,
        origin: line.originCountry,
        loadedAt: port,
        amounts: amountsOf(line.quantity, packingFrom(line.gtin, products)),
        price: totalOf(line),
      }),
    );
    return { id: Number(id), lodgedAt: new Date(body.lodgedAt).toISOString(), lines };
  });
}

/** What a line costs in all; null where it has no price, or one that cannot be read. */
function totalOf({ price, quantity }: DeclaredLine): Told["price"] {
  const read = parseQuantity(quantity);
  const money = price === undefined ? undefined : parseUnitPrice(price);
  if (money === undefined || !money.ok || !read.ok) return null;
  return { minor: (money.minor * read.declared.digits) / (money.per * 10n ** BigInt(read.declared.scale)), currency: money.currency };
}
