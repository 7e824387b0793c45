import { submitInspectionReport } from "#lib/certificates/commands/report";
import { endpoint, serve } from "../../kernel/endpoint.ts";
import { postInspectionReport } from "../../operations/inspections.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(postInspectionReport, async ({ actor, body }) => {
    const report = await submitInspectionReport(actor, body);
    return { status: report.created ? 201 : 200, body: report };
  }),
);
