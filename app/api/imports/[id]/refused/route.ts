import { createTranslator } from "next-intl";
import { may } from "#lib/access/actor";
import { Refusal } from "#lib/access/refusal";
import { actorOfRequest } from "#lib/access/session";
import { reading } from "#lib/audit/command";
import { importById, refusedRecords } from "#lib/lodging/queries/imports";
import { refusedTable } from "#lib/lodging/refusedTable";
import en from "#messages/en/imports.json" with { type: "json" };
import zh from "#messages/zh-CN/imports.json" with { type: "json" };
import { asRefusal, problemResponse } from "../../../kernel/problem.ts";

/** The records of an import that were refused, as CSV with their reasons; `?language=` says in which language. */
export async function GET(request: Request, { params }: { readonly params: Promise<{ id: string }> }): Promise<Response> {
  try {
    const actor = await actorOfRequest(request);
    const id = Number((await params).id);
    const permission = may(actor, "inspection-report.submit") ? "inspection-report.submit" : "declaration.lodge";
    const found = await reading(actor, permission, async (tx) => ((await importById(tx, id)) === undefined ? undefined : refusedRecords(tx, id)), {
      action: "import.export-refused",
      subject: { kind: "import", id: String(id) },
    });
    if (found === undefined) throw new Refusal("not-found", "unknown-import", { id });
    const chinese = new URL(request.url).searchParams.get("language") !== "en";
    const t = createTranslator({ locale: chinese ? "zh-CN" : "en", messages: { imports: chinese ? zh : en }, namespace: "imports" });
    const rows = found.rows.map(({ problems, ...row }) => ({
      ...row,
      reasons: problems.map(({ code, detail }) =>
        [t.has(`problem.${code}` as "problem.formula") ? t(`problem.${code}` as "problem.formula") : code, detail].filter((text) => text !== "").join(": "),
      ),
    }));
    const csv = refusedTable(found.header, rows, { number: t("row.number"), place: t("row.place"), reason: t("row.reason") });
    return new Response(csv, { headers: { "content-type": "text/csv; charset=utf-8", "content-disposition": `attachment; filename="import-${id}-refused.csv"`, "cache-control": "no-store" } });
  } catch (error) {
    return problemResponse(asRefusal(error, "GET /api/imports/{id}/refused"), request);
  }
}
