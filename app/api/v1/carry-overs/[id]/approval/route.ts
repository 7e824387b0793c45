import { parsed } from "#lib/access/parsing";
import { approveCarryOver } from "#lib/certificates/commands/carryOver";
import { endpoint, serve } from "../../../../kernel/endpoint.ts";
import { numberIn } from "../../../../kernel/numbered.ts";
import { approvalBody, postCarryOverApproval } from "../../../../operations/accounting.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(postCarryOverApproval, async ({ actor, parameters, body }) => {
    parsed(approvalBody, body);
    return { status: 200, body: await approveCarryOver(actor, { id: numberIn(parameters["id"], "carry-over") }) };
  }),
);
