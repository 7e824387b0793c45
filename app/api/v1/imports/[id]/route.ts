import { may } from "#lib/access/actor";
import { Refusal } from "#lib/access/refusal";
import { reading } from "#lib/audit/command";
import { importById, importRowsOf } from "#lib/lodging/queries/imports";
import { endpoint, serve } from "../../../kernel/endpoint.ts";
import { getImport } from "../../../operations/imports.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(getImport, async ({ actor, parameters, query }) => {
    const id = /^\d{1,15}$/.test(parameters["id"] ?? "") ? Number(parameters["id"]) : 0;
    const permission = may(actor, "inspection-report.submit") ? "inspection-report.submit" : "declaration.lodge";
    const found = await reading(actor, permission, async (tx) => {
      const view = await importById(tx, id);
      return view === undefined ? undefined : { view, rows: await importRowsOf(tx, id, query) };
    });
    if (found === undefined) throw new Refusal("not-found", "unknown-import", { id });
    const { format, fileName, sha256, state, mappingName, mappingVersion, records, taken, repeated, refused, createdAt, finishedAt, documentProblems } = found.view;
    const mapping = mappingName === null || mappingVersion === null ? null : { name: mappingName, version: mappingVersion };
    const rows = found.rows.items.map(({ answers, ...row }) => ({ ...row, lines: answers }));
    return {
      status: 200,
      body: {
        id,
        format,
        fileName,
        sha256,
        state,
        mapping,
        records,
        taken,
        repeated,
        refused,
        createdAt: createdAt.toISOString(),
        finishedAt: finishedAt?.toISOString() ?? null,
        problems: documentProblems,
        rows,
        next: found.rows.next,
      },
    };
  }),
);
