import { z } from "zod";
import { command } from "./command.ts";
import { auditPage } from "./queries.ts";

/** The most entries that are handed out at once. */
export const MOST_EXPORTED = 50_000;

const said = z.string().max(200).optional();
const schema = z.strictObject({ actor: said, action: said, subjectKind: said, subjectId: said, from: z.date().optional(), to: z.date().optional() });

/** Hands entries of the log out, the newest first, as they were searched for; `more` where there are further ones. What was searched for, and how many were handed out, is an entry itself. */
export const exportAudit = command("audit.read", schema, async ({ tx }, filter) => {
  const { rows, next } = await auditPage(tx, filter, { limit: MOST_EXPORTED });
  const facts = { ...filter, from: filter.from?.toISOString(), to: filter.to?.toISOString(), rows: rows.length };
  return { result: { rows, more: next !== undefined }, audit: { action: "audit.export", subject: { kind: "audit", id: "log" }, facts } };
});
