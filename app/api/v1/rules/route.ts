import { reading } from "#lib/audit/command";
import { openProposals, rulesSetNow, ruleTallies } from "#lib/risk/queries/settings";
import { endpoint, serve } from "../../kernel/endpoint.ts";
import { LATELY_DAYS, listRules, ruleShown } from "../../operations/rules.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(listRules, async ({ actor }) => {
    const since = new Date(Date.now() - LATELY_DAYS * 86_400_000);
    const [set, tallies, proposals] = await reading(actor, "rule.read", (tx) => Promise.all([rulesSetNow(tx), ruleTallies(tx, since), openProposals(tx)]));
    return { status: 200, body: { items: set.map((one) => ruleShown(one, tallies.get(one.rule.id), proposals.find((open) => open.rule === one.rule.id))), next: null } };
  }),
);
