import { reading } from "#lib/audit/command";
import { submitInspectionReport } from "#lib/certificates/commands/report";
import { listReports } from "#lib/certificates/queries";
import { endpoint, serve } from "../../kernel/endpoint.ts";
import { opened, sealed } from "../../kernel/paging.ts";
import { listInspectionReports, postInspectionReport, reportRowShown } from "../../operations/inspections.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(postInspectionReport, async ({ actor, body }) => {
    const report = await submitInspectionReport(actor, body);
    return { status: report.created ? 201 : 200, body: report };
  }),
  serve(listInspectionReports, async ({ actor, query: { limit, after } }) => {
    const page = await reading(actor, "inspection-report.submit", (tx) => listReports(tx, { limit, after: opened(after, (text) => /^\d{1,15}$/.test(text)) }));
    return { status: 200, body: { items: page.items.map(reportRowShown), next: sealed(page.next) } };
  }),
);
