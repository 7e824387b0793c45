import { Refusal } from "#lib/access/refusal";
import { reading } from "#lib/audit/command";
import { assessmentOf } from "#lib/triage/queries/assessment";
import { endpoint, serve } from "../../../../kernel/endpoint.ts";
import { getAssessment } from "../../../../operations/declarations.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(getAssessment, async ({ actor, parameters }) => {
    const number = parameters["number"] ?? "";
    const assessment = await reading(actor, "assessment.read", (tx) => assessmentOf(tx, number));
    if (assessment === undefined) throw new Refusal("not-found", "not-found", { kind: "declaration", id: number });
    return { status: 200, body: assessment };
  }),
);
