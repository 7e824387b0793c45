import { reading } from "#lib/audit/command";
import { setSnooze } from "#lib/risk/commands/snooze";
import { listSnoozes } from "#lib/risk/queries/snoozes";
import { endpoint, serve } from "../../kernel/endpoint.ts";
import { opened, sealed } from "../../kernel/paging.ts";
import { listSnoozes as operation, postSnooze } from "../../operations/feedback.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(operation, async ({ actor, query: { state, limit, after } }) => {
    const place = opened(after, (text) => /^\d{1,15}$/.test(text));
    const { items, next } = await reading(actor, "outcome.read", (tx) => listSnoozes(tx, { inForce: state === "in-force", now: new Date(), limit, after: place }));
    const shown = items.map(({ id, rule, partyKind, partyName, until, comment, byName, at, endedAt }) => ({
      id,
      rule,
      partyKind,
      party: partyName,
      until: until.toISOString(),
      comment,
      by: byName,
      at: at.toISOString(),
      endedAt: endedAt?.toISOString() ?? null,
    }));
    return { status: 200, body: { items: shown, next: sealed(next) } };
  }),
  serve(postSnooze, async ({ actor, body }) => {
    const { until, ...set } = await setSnooze(actor, body);
    return { status: 200, body: { ...set, until: until.toISOString() } };
  }),
);
