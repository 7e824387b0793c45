import { and, asc, desc, eq, gt, inArray, lt, or, sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { auditEntries } from "#db/schema/audit";
import { feedSubscriptions } from "#db/schema/feeds-subscriptions";
import { paged, type Page } from "../page.ts";
import type { PullProblemCode } from "../sourceProblem.ts";
import type { Delivery, ShownSubscription } from "../subscriptionShown.ts";
import { standingOf } from "../subscriptionStanding.ts";

const numbered = (kind: "key" | "person") => sql`substring(${feedSubscriptions.subscriber} from ${`^${kind}:([0-9]+)$`})::bigint`;
const subscriberName = sql<string>`coalesce((select api_keys.name from api_keys where api_keys.id = ${numbered("key")}), (select people.name from people where people.id = ${numbered("person")}), ${feedSubscriptions.subscriber})`;
/** The same question as `mayStillAsk` answers when a message is due. */
const mayAsk = sql<boolean>`(${feedSubscriptions.subscriber} like 'system:%'
  or exists (select 1 from api_keys where api_keys.id = ${numbered("key")} and api_keys.revoked_at is null)
  or exists (select 1 from people where people.id = ${numbered("person")} and people.disabled_at is null))`;

const { id, queryName, dest, schedule, reportIfEmpty, initialRecordTime, createdAt, lastExecutedAt, lastNotifiedAt, nextRunAt, together, failures, problem, pausedAt } = feedSubscriptions;
const columns = {
  id,
  queryName,
  dest,
  schedule,
  reportIfEmpty,
  initialRecordTime,
  createdAt,
  lastExecutedAt,
  lastNotifiedAt,
  nextRunAt,
  together,
  failures,
  problem,
  pausedAt,
  signed: sql<boolean>`${feedSubscriptions.token} is not null`,
  subscriberName,
  mayAsk,
};

type Row = Omit<ShownSubscription, "standing"> & { readonly mayAsk: boolean };

/** Subscriptions within the actor's scope, the oldest first, of one query or of all. `after` is the id of the last one seen. */
export async function shownSubscriptions(tx: Transaction, { query, limit, after }: { readonly query?: string | undefined; readonly limit: number; readonly after?: string | undefined }): Promise<Page<ShownSubscription>> {
  const rows = await tx.select(columns).from(feedSubscriptions).where(and(query === undefined ? undefined : eq(queryName, query), after === undefined ? undefined : gt(id, after))).orderBy(asc(id)).limit(limit + 1);
  return paged(rows.map(standing), limit, (row) => row.id);
}

/** One subscription; undefined when the actor may see none of that id. */
export async function shownSubscription(tx: Transaction, wanted: string): Promise<ShownSubscription | undefined> {
  const [row] = await tx.select(columns).from(feedSubscriptions).where(eq(id, wanted));
  return row === undefined ? undefined : standing(row);
}

function standing({ mayAsk: asks, ...row }: Row): ShownSubscription {
  return { ...row, standing: standingOf({ ...row, mayAsk: asks }) };
}

const TRIED = ["subscription.fail", "subscription.try"];

/** What was sent to a subscription's receiver and what was tried, the newest first, as the log holds it; undefined when the actor may see none of that id. `after` is the id of the last one seen. */
export async function deliveriesOf(tx: Transaction, wanted: string, page: { readonly limit: number; readonly after?: string | undefined }): Promise<Page<Delivery> | undefined> {
  const [found] = await tx.select({ id }).from(feedSubscriptions).where(eq(id, wanted));
  if (found === undefined) return undefined;
  const sent = or(inArray(auditEntries.action, TRIED), and(eq(auditEntries.action, "subscription.tell"), sql`${auditEntries.facts} ->> 'notified' = 'true'`));
  const rows = await tx.select({ id: auditEntries.id, at: auditEntries.at, action: auditEntries.action, facts: auditEntries.facts }).from(auditEntries)
    .where(and(eq(auditEntries.subjectKind, "subscription"), eq(auditEntries.subjectId, wanted), sent, page.after === undefined ? undefined : lt(auditEntries.id, Number(page.after))))
    .orderBy(desc(auditEntries.at), desc(auditEntries.id)).limit(page.limit + 1);
  return paged(rows.map(deliveryIn), page.limit, (row) => String(row.id));
}

function deliveryIn({ id: entry, at, action, facts }: { readonly id: number; readonly at: Date; readonly action: string; readonly facts: Readonly<Record<string, unknown>> }): Delivery {
  const { code, events, failures: _failures, dest: _dest, ...seen } = facts;
  const worded = Object.fromEntries(Object.entries(seen).filter((pair): pair is [string, string | number] => typeof pair[1] === "string" || typeof pair[1] === "number"));
  return { id: entry, at, trial: action === "subscription.try", events: typeof events === "number" ? events : null, problem: typeof code === "string" ? { code: code as PullProblemCode, facts: worded } : null };
}
