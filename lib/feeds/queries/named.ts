import { asc, eq, gt } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { namedQueries } from "#db/schema/feeds-queries";
import { paged } from "../page.ts";
import type { Page } from "../page.ts";
import type { NamedQuery } from "../queryName.ts";

const shown = { name: namedQueries.name, definition: namedQueries.definition };

/** The named queries that the actor may see, by name. `after` is the name of the last one seen. */
export async function listQueries(tx: Transaction, page: { readonly limit: number; readonly after?: string | undefined }): Promise<Page<NamedQuery>> {
  const rows = await tx.select(shown).from(namedQueries).where(page.after === undefined ? undefined : gt(namedQueries.name, page.after)).orderBy(asc(namedQueries.name)).limit(page.limit + 1);
  return paged(rows, page.limit, ({ name }) => name);
}

/** One named query; undefined when the actor may see none of that name. */
export async function queryNamed(tx: Transaction, name: string): Promise<NamedQuery | undefined> {
  const [found] = await tx.select(shown).from(namedQueries).where(eq(namedQueries.name, name));
  return found;
}
