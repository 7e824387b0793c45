import { reportExamination } from "#lib/inspections/commands";
import { addressed } from "../../../../kernel/addressed.ts";
import { endpoint, serve } from "../../../../kernel/endpoint.ts";
import { numberIn } from "../../../../kernel/numbered.ts";
import { postExaminationReport } from "../../../../operations/examinations.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(postExaminationReport, async ({ actor, parameters, body }) => ({ status: 200, body: await reportExamination(actor, addressed(body, { id: numberIn(parameters["id"], "examination") })) })),
);
