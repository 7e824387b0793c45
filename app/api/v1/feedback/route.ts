import { reading } from "#lib/audit/command";
import { addDays, plainDate } from "#lib/measures/period";
import { toldByDraws, turnedBy, turnedByOfficer, turnedByRule } from "#lib/triage/queries/feedback";
import { endpoint, serve } from "../../kernel/endpoint.ts";
import { getFeedback } from "../../operations/feedback.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(getFeedback, async ({ actor, query: { from, last, office } }) => {
    const end = plainDate(last);
    if (end === undefined) throw new Error(`${last} passed as a day and is none`);
    const span = { from, to: addDays(end, 1), office: office ?? null };
    const told = await reading(actor, "outcome.read", async (tx) => ({
      rules: await turnedByRule(tx, span),
      offices: await turnedBy(tx, "office", span),
      origins: await turnedBy(tx, "origin", span),
      officers: await turnedByOfficer(tx, span),
      draws: await toldByDraws(tx, span),
    }));
    const open = <Group extends { readonly confirmed: unknown }>(groups: readonly Group[]) => groups.map((one) => ({ ...one, confirmed: one.confirmed ?? null }));
    const { rules, offices, origins, officers, draws } = told;
    return { status: 200, body: { rules: open(rules), offices: open(offices), origins: open(origins), officers: open(officers), draws: { ...draws, wrong: draws.wrong ?? null, recall: draws.recall ?? null } } };
  }),
);
