import { createTranslator } from "next-intl";
import { Refusal } from "#lib/access/refusal";
import { actorOfRequest } from "#lib/access/session";
import { exportAnalysis } from "#lib/dashboards/commands/analysis";
import { csvOf } from "#lib/dashboards/figure-csv";
import en from "#messages/en/analysis.json" with { type: "json" };
import zh from "#messages/zh-CN/analysis.json" with { type: "json" };
import { asRefusal, problemResponse } from "../../kernel/problem.ts";
import { tableOf } from "./table.ts";

const VIEWS = ["digits", "capacity", "mirror"] as const;

/** An analysis as CSV, whole, as its screen has it by the same parameters; `?language=` says in which language. Each is an audit entry. */
export async function GET(request: Request, { params }: { readonly params: Promise<{ view: string }> }): Promise<Response> {
  try {
    const actor = await actorOfRequest(request);
    const asked = (await params).view;
    const view = VIEWS.find((one) => one === asked);
    if (view === undefined) throw new Refusal("not-found", "not-found", { view: asked });
    const query = new URL(request.url).searchParams;
    const analysis = await exportAnalysis(actor, { view, address: query.toString() });
    const english = query.get("language") !== "zh";
    const t = createTranslator({ locale: english ? "en" : "zh-CN", messages: { analysis: english ? en : zh }, namespace: "analysis" });
    const csv = csvOf(tableOf(analysis, t, english));
    return new Response(csv, { headers: { "content-type": "text/csv; charset=utf-8", "content-disposition": `attachment; filename="analysis-${view}.csv"`, "cache-control": "no-store" } });
  } catch (error) {
    return problemResponse(asRefusal(error, "GET /api/analysis/{view}"), request);
  }
}
