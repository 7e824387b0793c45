import { createTranslator } from "next-intl";
import { calledInChinese } from "#lib/access/called";
import { namesFor } from "#lib/access/queries";
import type { Role } from "#lib/access/permission";
import { actorOfRequest } from "#lib/access/session";
import { reading } from "#lib/audit/command";
import { exportAudit, MOST_EXPORTED } from "#lib/audit/commands";
import type { AuditRow } from "#lib/audit/queries";
import { csvOf } from "#lib/dashboards/figure-csv";
import adminEn from "#messages/en/admin.json" with { type: "json" };
import frameEn from "#messages/en/frame.json" with { type: "json" };
import recordEn from "#messages/en/record.json" with { type: "json" };
import adminZh from "#messages/zh-CN/admin.json" with { type: "json" };
import frameZh from "#messages/zh-CN/frame.json" with { type: "json" };
import recordZh from "#messages/zh-CN/record.json" with { type: "json" };
import { filterOf } from "../../[locale]/(admin)/admin/audit/search.ts";
import { asRefusal, problemResponse } from "../kernel/problem.ts";

const COLUMNS = ["at", "actor", "role", "action", "code", "kind", "subject", "facts"] as const;

/** The log as CSV, as its screen searches it by the same parameters; `?language=` says in which language. Each is an audit entry. */
export async function GET(request: Request): Promise<Response> {
  try {
    const actor = await actorOfRequest(request);
    const query = new URL(request.url).searchParams;
    const english = query.get("language") !== "zh";
    const { rows, more } = await exportAudit(actor, filterOf(Object.fromEntries(query)));
    const called = calledInChinese(rows, await reading(actor, "audit.read", (tx) => namesFor(tx, english ? "en" : "zh-CN")));
    const csv = csvOf(tableOf(called, { english, more }));
    return new Response(csv, { headers: { "content-type": "text/csv; charset=utf-8", "content-disposition": 'attachment; filename="audit.csv"', "cache-control": "no-store" } });
  } catch (error) {
    return problemResponse(asRefusal(error, "GET /api/audit"), request);
  }
}

/** Entries as rows of a file under their headings, each act in words and by its name in the record; a last row says so where there are more. */
function tableOf(rows: readonly AuditRow[], { english, more }: { readonly english: boolean; readonly more: boolean }): (string | number | null)[][] {
  const messages = { admin: english ? adminEn : adminZh, frame: english ? frameEn : frameZh, record: english ? recordEn : recordZh };
  const t = createTranslator({ locale: english ? "en" : "zh-CN", messages });
  const word = (key: `record.${"act" | "kind" | "system"}.${string}`, code: string) => (t.has(key as "record.kind.alert") ? t(key as "record.kind.alert") : code);
  const lines = rows.map(({ at, actorName, role, action, subjectKind, subjectId, facts }) => [
    at.toISOString(),
    role === null ? word(`record.system.${actorName}`, actorName) : actorName,
    role === null ? t("admin.audit.system") : t(`frame.role.${role as Role}`),
    word(`record.act.${action}`, action),
    action,
    word(`record.kind.${subjectKind}`, subjectKind),
    subjectId,
    JSON.stringify(facts),
  ]);
  return [COLUMNS.map((column) => t(`admin.audit.file.${column}`)), ...lines, ...(more ? [[t("admin.audit.file.more", { most: MOST_EXPORTED })]] : [])];
}
