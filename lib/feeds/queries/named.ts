import { asc, eq, gt, sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { namedQueries } from "#db/schema/feeds-queries";
import { feedSubscriptions } from "#db/schema/feeds-subscriptions";
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

/** A named query as it is listed: who defined it and when, whether everybody may use it, and how many are told by it, of them at rest and failing. */
export type ShownQuery = NamedQuery & {
  readonly shared: boolean;
  readonly organisationId: number;
  readonly definedByName: string;
  readonly recordedAt: Date;
  readonly subscriptions: number;
  readonly paused: number;
  readonly failing: number;
};

const subscribed = (condition: ReturnType<typeof sql>) => sql<number>`(select count(*)::int from ${feedSubscriptions} where ${feedSubscriptions.queryName} = ${namedQueries.name} and ${condition})`;
const listed = {
  ...shown, shared: namedQueries.shared, organisationId: namedQueries.organisationId, definedByName: namedQueries.definedByName, recordedAt: namedQueries.recordedAt,
  subscriptions: subscribed(sql`true`), paused: subscribed(sql`${feedSubscriptions.pausedAt} is not null`), failing: subscribed(sql`${feedSubscriptions.pausedAt} is null and ${feedSubscriptions.failures} > 0`),
};

/** The named queries that the actor may see, by name, as they are listed. `after` is the name of the last one seen. */
export async function shownQueries(tx: Transaction, page: { readonly limit: number; readonly after?: string | undefined }): Promise<Page<ShownQuery>> {
  const rows = await tx.select(listed).from(namedQueries).where(page.after === undefined ? undefined : gt(namedQueries.name, page.after)).orderBy(asc(namedQueries.name)).limit(page.limit + 1);
  return paged(rows, page.limit, ({ name }) => name);
}

/** One named query as it is listed; undefined when the actor may see none of that name. */
export async function shownQuery(tx: Transaction, name: string): Promise<ShownQuery | undefined> {
  const [found] = await tx.select(listed).from(namedQueries).where(eq(namedQueries.name, name));
  return found;
}
