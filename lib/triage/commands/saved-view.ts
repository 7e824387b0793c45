import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { savedViews } from "#db/schema/triage";
import { Refusal } from "#lib/access/refusal";
import { command } from "#lib/audit/command";
import { VERDICTS } from "#lib/capacity/verdict";
import { CONSIGNMENT_STATUSES } from "../decision.ts";
import { parseGtin } from "#lib/identification/gtin";
import { LANE_REASONS, LANES } from "../lane.ts";
import { officerOf } from "../officer.ts";
import { DESK_SORTS, DUE_INSTANT, MOST_NAMED, type DeskView } from "../view.ts";

const words = z.array(z.string().min(1).max(60)).max(50).optional();

const dueInstant = z.string().regex(DUE_INSTANT).optional();

const viewSchema: z.ZodType<DeskView> = z.strictObject({
  filter: z.strictObject({
    state: z.enum(["open", "closed", "all"]).optional(),
    lane: z.array(z.enum(LANES)).optional(),
    by: z.array(z.enum(LANE_REASONS)).optional(),
    status: z.array(z.enum(CONSIGNMENT_STATUSES)).optional(),
    verdict: z.array(z.enum(VERDICTS)).optional(),
    office: words,
    category: words,
    country: words,
    tradeMode: words,
    assignee: z.union([z.literal("me"), z.literal("nobody"), z.int().positive()]).optional(),
    overdue: z.boolean().optional(),
    due: z.strictObject({ from: dueInstant, until: dueInstant }).optional(),
    site: z.int().positive().optional(),
    importer: z.int().positive().optional(),
    gtin: z.string().length(14).refine((text) => parseGtin(text).ok).optional(),
    lot: z.string().min(1).max(MOST_NAMED).optional(),
    document: z.string().min(1).max(MOST_NAMED).optional(),
    q: z.string().max(100).optional(),
  }),
  sort: z.enum(DESK_SORTS),
  descending: z.boolean(),
  columns: z.array(z.strictObject({ id: z.string().min(1).max(40), visible: z.boolean(), width: z.number().positive().max(2_000).optional(), pinned: z.enum(["start", "end"]).optional() })).max(50).optional(),
});

const saveInput = z.strictObject({ name: z.string().trim().min(1).max(80), shared: z.boolean().default(false), view: viewSchema });

/** Keeps the desk as it is arranged, under a name; the own view of that name is replaced. `shared` shows it to the whole organisation. */
export const saveView = command("view.save", saveInput, async ({ tx, actor, now }, { name, shared, view }) => {
  const officer = officerOf(actor);
  const own = and(eq(savedViews.ownerId, officer.id), eq(savedViews.name, name));
  const [replaced] = await tx.update(savedViews).set({ shared, view, recordedAt: now }).where(own).returning({ id: savedViews.id });
  const [made] =
    replaced === undefined
      ? await tx
          .insert(savedViews)
          .values({ ownerId: officer.id, ownerName: officer.name, organisationId: officer.organisation, name, shared, view, recordedAt: now })
          .returning({ id: savedViews.id })
      : [replaced];
  if (made === undefined) throw new Error(`the view ${name} was not saved`);
  return { result: { id: made.id, name, shared }, audit: { action: "view.save", subject: { kind: "view", id: String(made.id) }, facts: { name, shared } } };
});

/** Removes an own saved view. Throws Refusal `unknown-view` for another's or none. */
export const deleteView = command("view.save", z.strictObject({ id: z.int().positive() }), async ({ tx, actor }, { id }) => {
  const officer = officerOf(actor);
  const [gone] = await tx.delete(savedViews).where(and(eq(savedViews.id, id), eq(savedViews.ownerId, officer.id))).returning({ name: savedViews.name });
  if (gone === undefined) throw new Refusal("not-found", "unknown-view", { id });
  return { result: { id }, audit: { action: "view.delete", subject: { kind: "view", id: String(id) }, facts: { name: gone.name } } };
});
