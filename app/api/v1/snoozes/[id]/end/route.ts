import { endSnooze } from "#lib/risk/commands/snooze";
import { endpoint, serve } from "../../../../kernel/endpoint.ts";
import { numberIn } from "../../../../kernel/numbered.ts";
import { postSnoozeEnd } from "../../../../operations/feedback.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(postSnoozeEnd, async ({ actor, parameters }) => {
    const { until, ...ended } = await endSnooze(actor, { id: numberIn(parameters["id"], "snooze") });
    return { status: 200, body: { ...ended, until: until.toISOString() } };
  }),
);
