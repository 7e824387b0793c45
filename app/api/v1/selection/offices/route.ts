import { reading } from "#lib/audit/command";
import { officesSelection } from "#lib/triage/queries/selection";
import { endpoint, serve } from "../../../kernel/endpoint.ts";
import { opened, sealed } from "../../../kernel/paging.ts";
import { listSelection, officeShown } from "../../../operations/selection.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(listSelection, async ({ actor, query: { limit, after } }) => {
    const place = opened(after, (text) => /^[0-9A-Za-z-]{1,20}$/.test(text));
    const found = await reading(actor, "selection.read", (tx) => officesSelection(tx, new Date()));
    const rows = found.filter(({ office }) => place === undefined || office > place);
    return { status: 200, body: { items: rows.slice(0, limit).map(officeShown), next: sealed(rows.length > limit ? (rows[limit - 1]?.office ?? null) : null) } };
  }),
);
